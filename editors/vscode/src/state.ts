// The entry in the status bar: how the ad at hand stands, in the server's words.

import * as vscode from "vscode";
import { CodeLensRequest, type Diagnostic, type LanguageClient } from "vscode-languageclient/node";

/** "2 risks, 1 warning, 3 infos, 1 clause missing"; what there is none of is left out. */
export function counted(found: readonly vscode.Diagnostic[]): string {
  const missing = found.filter(isMissingClause);
  const said = found.filter((one) => !missing.includes(one));
  const [risks, warnings] = [vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Warning].map(
    (severity) => said.filter((one) => one.severity === severity).length,
  ) as [number, number];
  const { l10n } = vscode;
  const words: [number, () => string, () => string][] = [
    [risks, () => l10n.t("1 risk"), () => l10n.t("{0} risks", risks)],
    [warnings, () => l10n.t("1 warning"), () => l10n.t("{0} warnings", warnings)],
    [said.length - risks - warnings, () => l10n.t("1 info"), () => l10n.t("{0} infos", said.length - risks - warnings)],
    [missing.length, () => l10n.t("1 clause missing"), () => l10n.t("{0} clauses missing", missing.length)],
  ];
  return words.flatMap(([number, one, many]) => (number === 0 ? [] : [number === 1 ? one() : many()])).join(", ");
}

/** Whether this is the server's word that a clause is missing; from the server, or as VS Code keeps it. */
export function isMissingClause(finding: vscode.Diagnostic | Diagnostic): boolean {
  const code = typeof finding.code === "object" ? finding.code.value : finding.code;
  return finding.source === "adlint" && String(code).startsWith("clause/");
}

/** Keeps the entry up to date. It shows only beside documents the server reads. */
export function showState(client: () => LanguageClient | undefined): vscode.Disposable {
  const entry = vscode.window.createStatusBarItem("adlint.state", vscode.StatusBarAlignment.Left, 0);
  entry.name = "adlint";
  entry.command = "adlint.check";

  const show = async () => {
    const running = client();
    const document = vscode.window.activeTextEditor?.document;
    const selector = running?.clientOptions.documentSelector as vscode.DocumentSelector | undefined;
    const isRead = document !== undefined && selector !== undefined && vscode.languages.match(selector, document) > 0;
    await vscode.commands.executeCommand("setContext", "adlint.reads", isRead);
    if (!running || !isRead) return entry.hide();
    const found = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === "adlint");
    entry.text = found.length > 0 ? `$(checklist) adlint: ${counted(found)}` : "$(check) adlint";
    entry.show();
    const words = await title(running, document);
    if (vscode.window.activeTextEditor?.document === document) entry.tooltip = words ?? vscode.l10n.t("Check ad");
  };
  const change = () => void show();
  return vscode.Disposable.from(
    entry,
    vscode.window.onDidChangeActiveTextEditor(change),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const shown = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === shown)) change();
    }),
  );
}

/** What the server writes above the title: the clauses and the risks, in one line. */
async function title(client: LanguageClient, document: vscode.TextDocument): Promise<string | undefined> {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const lenses = await client.sendRequest(CodeLensRequest.type, { textDocument }).catch(() => null);
  return lenses?.find((lens) => lens.command)?.command?.title;
}
