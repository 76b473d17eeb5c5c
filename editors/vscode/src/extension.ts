// Starts the language server and puts three commands and a status bar entry beside it. Must not know a rule, a clause or a
// severity of its own: whatever is said of an ad, the server says.

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { checkAd, insertClause, reportForFolder } from "./commands";
import { program } from "./program";
import { showState } from "./state";

/** What the server is given to read: ads, and adlint's own YAML. */
const READ: LanguageClientOptions["documentSelector"] = [
  { language: "plaintext" },
  { language: "markdown" },
  { language: "html" },
  { language: "json" },
  { language: "yaml", pattern: "**/{adlint,.adlint}.{yaml,yml}" },
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
      if (change.affectsConfiguration("adlint.path")) void restart(context);
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

async function start(context: vscode.ExtensionContext): Promise<void> {
  const command = program(context);
  // The server asks for the settings itself (`workspace/configuration`) and knows the editor's language (`locale`).
  const server: ServerOptions = { command, args: ["lsp"] };
  const fresh = new LanguageClient("adlint", "adlint", server, {
    documentSelector: READ,
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.yaml,*.yml}") },
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
