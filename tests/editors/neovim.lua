-- Neovim as an independent client: the configuration of editors/neovim as it is copied, a real file, real keystrokes of the API.
--
--   ADLINT_PULLS=yes|no nvim --headless -u editors/neovim/adlint.lua -c 'luafile tests/editors/neovim.lua' FILE
--
-- Must run on Neovim 0.7 (is sent diagnostics) and on a new one (asks for them); which is which is checked too.

local PATIENCE = 30000
local version = tostring(vim.version().major) .. "." .. tostring(vim.version().minor)
local buf = vim.api.nvim_get_current_buf()

local function say(words) io.stdout:write(words .. "\n") end
local function check(holds, what, found)
  if not holds then error(what .. (found ~= nil and ("; found: " .. vim.inspect(found)) or ""), 2) end
end

local function await(what, holds)
  local value
  local ok = vim.wait(PATIENCE, function()
    value = holds()
    return value and true or false
  end, 20)
  check(ok, "waited in vain: " .. what, vim.diagnostic.get(buf))
  return value
end

local function client()
  local list = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  for _, one in ipairs(list) do
    if one.name == "adlint" and one.initialized then return one end
  end
end

local function finding(rule)
  for _, one in ipairs(vim.diagnostic.get(buf)) do
    if one.code == rule then return one end
  end
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), "\n") end

--- What stands in the buffer where a diagnostic points; columns are bytes here, whatever the wire counts.
local function passage(one) return vim.api.nvim_buf_get_text(buf, one.lnum, one.col, one.end_lnum, one.end_col, {})[1] end

local function request(method, params)
  local answers, fault = vim.lsp.buf_request_sync(buf, method, params, PATIENCE)
  check(answers, method .. ": " .. tostring(fault))
  for _, answer in pairs(answers) do
    check(answer.err == nil and answer.error == nil, method, answer)
    return answer.result
  end
end

--- A place as the wire counts it: what was negotiated, else UTF-16.
local function position(lnum, col)
  local line = vim.api.nvim_buf_get_lines(buf, lnum, lnum + 1, false)[1]
  local encoding = client().offset_encoding or "utf-16"
  if encoding == "utf-8" then return { line = lnum, character = col } end
  local in32, in16 = vim.str_utfindex(line, col)
  return { line = lnum, character = encoding == "utf-32" and in32 or in16 }
end

--- The actions the client would be offered with a diagnostic selected.
local function actions(one)
  return request("textDocument/codeAction", {
    textDocument = { uri = vim.uri_from_bufnr(buf) },
    range = { start = position(one.lnum, one.col), ["end"] = position(one.end_lnum, one.end_col) },
    context = { diagnostics = {}, only = { "quickfix" } },
  })
end

local function apply(action)
  local encoding = client().offset_encoding
  vim.lsp.util.apply_workspace_edit(action.edit, encoding or "utf-16")
end

local steps = {
  {
    "findings arrive, from adlint, each with its rule",
    function()
      await("the client", client)
      await("age/young-team", function() return finding("age/young-team") end)
      for _, one in ipairs(vim.diagnostic.get(buf)) do
        check(one.source == "adlint" and type(one.code) == "string", "source and code", one)
        check(not (one.lnum == 0 and one.col == 0), "nothing is said at 1:1", one)
      end
      check(finding("age/young-team").severity == vim.diagnostic.severity.ERROR, "a risk is an error", finding("age/young-team"))
    end,
  },
  {
    "diagnostics are " .. (vim.env.ADLINT_PULLS == "yes" and "asked for" or "sent"),
    function()
      local can_pull = vim.lsp.protocol.make_client_capabilities().textDocument.diagnostic ~= nil
      check(can_pull == (vim.env.ADLINT_PULLS == "yes"), "this Neovim is another than the test thinks", can_pull)
      local offered = client().server_capabilities.diagnosticProvider ~= nil
      check(offered == can_pull, "the server offers to be asked to those who ask", offered)
    end,
  },
  {
    "places are right behind umlauts",
    function()
      check(passage(finding("appearance/groomed")) == "gepflegtes Äußeres", "passage", passage(finding("appearance/groomed")))
      check(passage(finding("age/young-team")) == "junges, engagiertes Team", "passage", passage(finding("age/young-team")))
    end,
  },
  {
    "an edit behind umlauts is understood, and undone",
    function()
      local one = finding("appearance/groomed")
      vim.api.nvim_buf_set_text(buf, one.lnum, one.col, one.end_lnum, one.end_col, { "große Übersicht – 😀" })
      await("the finding to go", function() return not finding("appearance/groomed") end)
      local line = vim.api.nvim_buf_get_lines(buf, one.lnum, one.lnum + 1, false)[1]
      local from, to = line:find("große Übersicht – 😀", 1, true)
      vim.api.nvim_buf_set_text(buf, one.lnum, from - 1, one.lnum, to, { "😀 gepflegtes Äußeres" })
      local back = await("the finding to come back", function() return finding("appearance/groomed") end)
      check(passage(back) == "gepflegtes Äußeres", "passage behind a surrogate pair", passage(back))
    end,
  },
  {
    "a quick fix replaces the wording",
    function()
      local one = finding("origin/german-mother-tongue")
      local offered = actions(one)
      check(#offered > 0 and offered[1].edit, "actions", offered)
      apply(offered[1])
      await("the finding to go", function() return not finding("origin/german-mother-tongue") end)
      check(not text():find("Muttersprache", 1, true), "the wording is gone", text())
    end,
  },
  {
    "a missing clause is inserted where it belongs",
    function()
      local one = finding("clause/migration")
      check(one and one.lnum > 10, "a missing clause is shown below", one)
      for _, action in ipairs(actions(one)) do
        local edit = action.edit and vim.inspect(action.edit) or ""
        if edit:find("Migration", 1, true) and not edit:find("adlint:", 1, true) then
          apply(action)
          break
        end
      end
      await("the clause to count", function() return not finding("clause/migration") end)
      local heading, clause = text():find("30 Tage Urlaub", 1, true), text():find("\n\n[^\n]*Migration[^\n]*\n\n")
      check(heading and clause and clause >= heading, "it is a paragraph of its own, in the last part of the ad", text())
    end,
  },
  {
    "the hover gives the reason",
    function()
      local one = finding("age/young-team")
      local hover = request("textDocument/hover", {
        textDocument = { uri = vim.uri_from_bufnr(buf) },
        position = position(one.lnum, one.col + 2),
      })
      check(hover and vim.inspect(hover.contents):find("BAG", 1, true), "the ruling is named", hover)
    end,
  },
  {
    "the server ends when asked to",
    function()
      local running = client()
      local id = running.id
      if running.stop and version ~= "0.7" then running:stop() else running.stop() end
      await("the end", function() return not vim.lsp.get_client_by_id(id) end)
    end,
  },
}

for _, step in ipairs(steps) do
  local ok, reason = xpcall(step[2], debug.traceback)
  if not ok then
    say("FAIL neovim " .. version .. ": " .. step[1] .. "\n" .. tostring(reason))
    vim.cmd("cquit 1")
  end
  say("ok   neovim " .. version .. ": " .. step[1])
end
vim.cmd("qall!")
