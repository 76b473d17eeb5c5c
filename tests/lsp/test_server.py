"""`adlint lsp` over standard input and output, driven by pytest-lsp with the capabilities of real editors.

Its types check every message against the specification, and a breach of it fails the test.
The binary is $ADLINT, else target/debug/adlint.
"""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("ADLINT", str(ROOT / "target" / "debug" / "adlint"))

EDITORS = ["visual_studio_code@1.65.2", "neovim@0.7.0", "neovim@0.9.1", "neovim@0.11.0", "emacs@29.1"]

AD = """# Koch

👩🏽‍🔬 Verstärken Sie unser junges, dynamisches Team!

## Bewerbung

Wir freuen uns über Bewerbungen von Frauen.
"""


@pytest_lsp.fixture(params=EDITORS, config=ClientServerConfig(server_command=[BINARY, "lsp"]))
async def client(request, lsp_client: LanguageClient, tmp_path):
    (tmp_path / "adlint.yaml").write_text("profile: de\n")
    (tmp_path / "other.md").write_text(AD)
    lsp_client.folder = tmp_path
    for method in ["client/registerCapability", "workspace/codeLens/refresh"]:
        # What real editors know and pytest-lsp does not.
        lsp_client.feature(method)(lambda *_: None)
    greeting = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            locale="de",
            root_uri=tmp_path.as_uri(),
            workspace_folders=[types.WorkspaceFolder(uri=tmp_path.as_uri(), name="ads")],
        )
    )
    lsp_client.encoding = greeting.capabilities.position_encoding
    yield
    await lsp_client.shutdown_session()


def opened(client: LanguageClient, text: str = AD, name: str = "ad.md") -> str:
    uri = (client.folder / name).as_uri()
    document = types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))
    return uri


def pulls(client: LanguageClient) -> bool:
    return client.capabilities.text_document.diagnostic is not None


async def found(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    """What is found, by whichever way this editor takes."""
    if not pulls(client):
        await client.wait_for_notification("textDocument/publishDiagnostics")
        return list(client.diagnostics[uri])
    params = types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri))
    report = await client.text_document_diagnostic_async(params)
    return list(report.items)


CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def passage(client: LanguageClient, text: str, place: types.Range) -> str:
    codec, width = CODECS[client.encoding]
    assert place.start.line == place.end.line
    line = text.split("\n")[place.start.line].encode(codec)
    return line[width * place.start.character : width * place.end.character].decode(codec)


async def test_findings_stand_where_they_belong(client: LanguageClient):
    uri = opened(client)
    everything = await found(client, uri)
    rules = {diagnostic.code: diagnostic for diagnostic in everything}
    assert passage(client, AD, rules["age/young-team"].range) == "junges, dynamisches Team"
    assert passage(client, AD, rules["gender/masculine-title"].range) == "Koch"
    assert rules["clause/migration"].range.start != types.Position(line=0, character=0)


async def test_an_edit_changes_them(client: LanguageClient):
    uri = opened(client)
    await found(client, uri)
    codec, width = CODECS[client.encoding]
    start, end = (len(AD.split("\n")[2].split(mark)[0].encode(codec)) // width for mark in ("junges", "Team"))
    place = types.Range(start=types.Position(line=2, character=start), end=types.Position(line=2, character=end))
    change = types.TextDocumentContentChangePartial(range=place, text="")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2), content_changes=[change]
        )
    )
    assert "age/young-team" not in {diagnostic.code for diagnostic in await found(client, uri)}


async def test_a_quick_fix_can_be_applied(client: LanguageClient):
    uri = opened(client)
    everything = await found(client, uri)
    title = next(diagnostic for diagnostic in everything if diagnostic.code == "gender/masculine-title")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=uri),
            range=title.range,
            context=types.CodeActionContext(diagnostics=[title], only=[types.CodeActionKind.QuickFix]),
        )
    )
    first = actions[0]
    assert isinstance(first, types.CodeAction) and first.command is None
    if first.edit.document_changes:
        change = first.edit.document_changes[0]
        assert change.text_document.version == 1
        edits = change.edits
    else:
        edits = first.edit.changes[uri]
    assert [edit.new_text for edit in edits] == [" (m/w/d)"]


async def test_hover_completion_symbols_lens_and_folding_answer(client: LanguageClient):
    begun = AD + "\nBewerbungen von"
    uri = opened(client, begun)
    document = types.TextDocumentIdentifier(uri=uri)
    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=document, position=types.Position(line=0, character=3))
    )
    assert "gender/masculine-title" in hover.contents.value
    offers = await client.text_document_completion_async(
        types.CompletionParams(text_document=document, position=types.Position(line=8, character=15))
    )
    assert any("Migration" in item.label for item in offers.items)
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert symbols[0].name == "Koch"
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(text_document=document))
    assert lenses[0].command.title.startswith("Klauseln: ")
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(text_document=document))
    assert folds


async def test_the_whole_folder_is_checked_where_the_editor_asks(client: LanguageClient):
    # Editors that push have no such request; pytest-lsp lets them send it all the same.
    opened(client)
    report = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=[]))
    names = [pathlib.PurePosixPath(item.uri).name for item in report.items]
    assert names == ["other.md"]
    assert any(diagnostic.code == "age/young-team" for diagnostic in report.items[0].items)


async def test_faulty_settings_are_shown_in_their_file(client: LanguageClient):
    settings = client.folder / "adlint.yaml"
    uri = opened(client)
    await found(client, uri)
    settings.write_text("profile: de\nrules: { age/young-team: laut }\n")
    changes = [types.FileEvent(uri=settings.as_uri(), type=types.FileChangeType.Changed)]
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=changes))
    while settings.as_uri() not in client.diagnostics:
        await client.wait_for_notification("textDocument/publishDiagnostics")
    assert client.diagnostics[settings.as_uri()][0].range.start.line == 1


if __name__ == "__main__":
    raise SystemExit(pytest.main([__file__]))
