// The three commands. Each asks the server or the program and shows the answer; none decides anything about an ad.

import { execFile } from "node:child_process";
import { basename } from "node:path";
import * as vscode from "vscode";
import {
  CodeAction,
  CodeActionKind,
  CodeActionRequest,
  type Command,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type LanguageClient,
} from "vscode-languageclient/node";
import { messages, program } from "./program";
import { counted, isMissingClause } from "./state";

/** "Check ad": asks for the findings of the ad now, says how many there are and goes to the first. */
export async function checkAd(client: LanguageClient | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!client || !editor || !reads(client, editor.document)) return notAnAd();
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document);
  const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  const found = report.kind === DocumentDiagnosticReportKind.Full ? await client.protocol2CodeConverter.asDiagnostics(report.items) : [];
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("adlint finds nothing to say about this ad."));
    return;
  }
  void vscode.window.showInformationMessage(`adlint: ${counted(found)}`);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
  const first = found.reduce((one, other) => (other.range.start.isBefore(one.range.start) ? other : one));
  editor.selection = new vscode.Selection(first.range.start, first.range.start);
  editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** "Insert clause": offers the texts the server has for what is missing, and inserts the one chosen. */
export async function insertClause(client: LanguageClient | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!client || !editor || !reads(client, editor.document)) return notAnAd();
  const { document } = editor;
  const { version } = document;
  const all = new vscode.Range(document.positionAt(0), document.lineAt(document.lineCount - 1).range.end);
  const answer = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(all),
    context: { diagnostics: [], only: [CodeActionKind.QuickFix] },
  });
  const offers = await Promise.all((answer ?? []).map((action) => offer(client, document, action)));
  const sentences = offers.filter((one) => one !== undefined);
  if (sentences.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("No clause is missing here. While you write, adlint completes clauses: type “Applications from” and press Ctrl+Space."),
    );
    return;
  }
  const placeHolder = vscode.l10n.t("Which sentence shall be inserted?");
  const chosen = await vscode.window.showQuickPick(sentences, { placeHolder, matchOnDetail: true });
  if (!chosen) return;
  if (document.version !== version) return insertClause(client); // The places are those of an older text.
  await vscode.workspace.applyEdit(chosen.edit);
  const at = chosen.edit.get(document.uri)[0]?.range;
  if (at) editor.revealRange(at, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** An action as a choice, if it inserts a sentence that is missing. "Ignore this" is an action too, and inserts a remark. */
async function offer(client: LanguageClient, document: vscode.TextDocument, action: Command | CodeAction) {
  if (!CodeAction.is(action) || !action.edit || !action.diagnostics?.some(isMissingClause)) return undefined;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(action.edit);
  const detail = edit.get(document.uri)[0]?.newText.trim();
  // An exception names the rule it is from; a sentence for readers never does.
  if (!detail || action.diagnostics.some(({ code }) => detail.includes(String(code)))) return undefined;
  // The title quotes the beginning of the sentence; here the whole of it stands below.
  return { label: action.title.replace(/: [„“].*$/s, ""), detail, edit };
}

/** "Report for folder": the report of the command line, shown in the editor. */
export async function reportForFolder(context: vscode.ExtensionContext, given?: vscode.Uri): Promise<void> {
  const folder = given ?? (await pickFolder());
  if (!folder) return;
  const profile = vscode.workspace.getConfiguration("adlint", folder).get<string | null>("profile");
  const args = [...messages(), "check", "--format", "html", ...(profile ? ["--profile", profile] : []), "."];
  const name = basename(folder.fsPath);
  const title = vscode.l10n.t("adlint: report for {0}", name);
  const page = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
    run(program(context), args, folder.fsPath, token),
  );
  if (page === undefined) return;
  const panel = vscode.window.createWebviewPanel("adlint.report", title, vscode.ViewColumn.Active, { enableFindWidget: true });
  panel.webview.html = page;
}

/** What the program prints. Findings (1) and faults beside findings (2) still make a report; nothing printed does not. */
function run(command: string, args: string[], cwd: string, token: vscode.CancellationToken): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd, maxBuffer: 256 * 1024 * 1024 }, (_fault, out, words) => {
      if (token.isCancellationRequested) return resolve(undefined);
      if (out.length > 0) return resolve(out);
      void vscode.window.showErrorMessage(words.trim() || vscode.l10n.t("adlint could not be started: {0}", command));
      resolve(undefined);
    });
    token.onCancellationRequested(() => child.kill());
  });
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [chosen] = (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false })) ?? [];
  return chosen;
}

function reads(client: LanguageClient, document: vscode.TextDocument): boolean {
  const selector = client.clientOptions.documentSelector as vscode.DocumentSelector | undefined;
  return selector !== undefined && vscode.languages.match(selector, document) > 0;
}

function notAnAd(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t("Open an ad first: text, Markdown, HTML or JSON-LD."));
}
