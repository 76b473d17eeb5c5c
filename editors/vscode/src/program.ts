// Which program runs, and in which language it speaks.

import { existsSync } from "node:fs";
import * as vscode from "vscode";

/** The program the settings name, else the one that came with the extension, else the one on the path. */
export function program(context: vscode.ExtensionContext): string {
  const bundled = context.asAbsolutePath(process.platform === "win32" ? "server/adlint.exe" : "server/adlint");
  const named = vscode.workspace.getConfiguration("adlint").get<string | null>("path");
  return named || (existsSync(bundled) ? bundled : "adlint");
}

/** The language of messages, for the command line; the server is told by the editor. */
export function messages(): string[] {
  const chosen = vscode.workspace.getConfiguration("adlint").get<string>("lang", "auto");
  if (chosen !== "auto") return ["--lang", chosen];
  return ["--lang", vscode.env.language.startsWith("de") ? "de" : "en"];
}
