// Starts the language server and puts three commands and a status bar entry beside it. Must not know a rule, a clause or a
// severity of its own: whatever is said of an ad, the server says.

import { dirname } from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { checkAd, insertClause, reportForFolder } from "./commands";
import { program } from "./program";
import { showState } from "./state";

/** Settings files of adlint. */
const SETTINGS = "{adlint,.adlint}.{yaml,yml}";

/** What the server is given to read: ads, and adlint's own YAML. */
const READ = [
  { language: "plaintext", pattern: "**" },
  { language: "markdown", pattern: "**" },
  { language: "html", pattern: "**" },
  { language: "json", pattern: "**" },
  { language: "yaml", pattern: `**/${SETTINGS}` },
  { language: "yaml", pattern: "**/{de,en}/*/*.{yaml,yml}" },
];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const running = () => client;
  context.subscriptions.push(
    vscode.commands.registerCommand("adlint.check", () => checkAd(running())),
    vscode.commands.registerCommand("adlint.insertClause", () => insertClause(running())),
    vscode.commands.registerCommand("adlint.report", (folder?: vscode.Uri) => reportForFolder(context, folder)),
    vscode.commands.registerCommand("adlint.restart", () => restart(context)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("adlint.path") || change.affectsConfiguration("adlint.enable")) void restart(context);
    }),
    showState(running),
  );
  await start(context);
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  const old = client;
  client = undefined;
  await old?.dispose();
  await start(context);
}

/** The documents to read, as the setting `adlint.enable` has it; nothing where it is off. */
async function documents(): Promise<LanguageClientOptions["documentSelector"]> {
  const enable = vscode.workspace.getConfiguration("adlint").get("enable", "always");
  if (enable === "always") return READ;
  if (enable === "never") return [];
  const found = await vscode.workspace.findFiles(`**/${SETTINGS}`, "**/node_modules/**");
  const folders = found.map((file) => dirname(file.fsPath).replaceAll("\\", "/"));
  return folders.flatMap((folder) => READ.map(({ language, pattern }) => ({ language, pattern: `${folder}/${pattern}` })));
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const command = program(context);
  const documentSelector = await documents();
  if (documentSelector?.length === 0) return;
  // The server asks for the settings itself (`workspace/configuration`) and knows the editor's language (`locale`).
  const server: ServerOptions = { command, args: ["lsp"] };
  const fresh = new LanguageClient("adlint", "adlint", server, {
    documentSelector,
  });
  try {
    await fresh.start();
    client = fresh;
  } catch (reason) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("adlint could not be started ({0}): {1}. The setting adlint.path names another program.", command, String(reason)),
    );
  }
}
