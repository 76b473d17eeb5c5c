//! Requests about a document that was checked: which there are, and who answers them.
//!
//! Every answer is a pure function of the request and the checked document. Must not know the connection.

use super::check::Checked;
use super::client::Client;
use super::{actions, completion, hover, lens, outline};
use lsp_server::{ErrorCode, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The requests about one document.
const KNOWN: [&str; 8] = [
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/documentSymbol",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "textDocument/foldingRange",
];

/// Whether this is a request about a document that adlint answers.
pub fn is_known(method: &str) -> bool {
    KNOWN.contains(&method)
}

/// What the server can do for this client.
pub fn capabilities(client: &Client) -> Value {
    let mut capabilities = json!({
        "positionEncoding": client.encoding.kind(),
        "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
        "codeActionProvider": if client.action_literals {
            json!({ "codeActionKinds": ["quickfix", actions::FIX_ALL] })
        } else {
            json!(false)
        },
        "hoverProvider": true,
        "completionProvider": { "triggerCharacters": completion::TRIGGERS, "resolveProvider": false },
        "documentSymbolProvider": true,
        "codeLensProvider": { "resolveProvider": false },
        "inlayHintProvider": { "resolveProvider": false },
        "foldingRangeProvider": true,
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
    });
    if let Some(all) = capabilities.as_object_mut()
        && client.pulls
    {
        let diagnostics = json!({ "identifier": "adlint", "interFileDependencies": false, "workspaceDiagnostics": true });
        all.insert("diagnosticProvider".to_owned(), diagnostics);
    }
    capabilities
}

/// The answer for a document that is not open.
pub fn of_nothing(request: Request) -> Response {
    let result = match request.method.as_str() {
        "textDocument/diagnostic" => json!({ "kind": "full", "items": [] }),
        _ => Value::Null,
    };
    Response::new_ok(request.id, result)
}

/// The answer for a checked document.
pub fn answer(request: Request, checked: &Checked) -> Response {
    match request.method.as_str() {
        "textDocument/diagnostic" => Response::new_ok(request.id, pulled(&request.params, checked)),
        "textDocument/codeAction" => with(request, |params| actions::actions(checked, &params)),
        "textDocument/hover" => with(request, |params| hover::hover(checked, &params)),
        "textDocument/completion" => with(request, |params| completion::completion(checked, &params)),
        "textDocument/documentSymbol" => Response::new_ok(request.id, outline::symbols(checked)),
        "textDocument/codeLens" => Response::new_ok(request.id, lens::lenses(checked)),
        "textDocument/inlayHint" => with(request, |params| lens::hints(checked, &params)),
        "textDocument/foldingRange" => Response::new_ok(request.id, outline::folding(checked)),
        _ => of_nothing(request),
    }
}

/// Reads the parameters, or says that they make no sense.
fn with<P: DeserializeOwned, R: Serialize>(request: Request, answer: impl FnOnce(P) -> R) -> Response {
    match serde_json::from_value(request.params) {
        Ok(params) => match serde_json::to_value(answer(params)) {
            Ok(value) => Response::new_ok(request.id, value),
            Err(error) => Response::new_err(request.id, ErrorCode::InternalError as i32, error.to_string()),
        },
        Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}

fn pulled(params: &Value, checked: &Checked) -> Value {
    if params.get("previousResultId").and_then(Value::as_str) == Some(checked.result_id()) {
        return json!({ "kind": "unchanged", "resultId": checked.result_id() });
    }
    json!({ "kind": "full", "resultId": checked.result_id(), "items": checked.items() })
}
