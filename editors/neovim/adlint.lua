-- adlint for Neovim. Put this file into ~/.config/nvim/plugin/; it needs nothing else but `adlint` on the path.
-- Works from Neovim 0.7 on; from 0.10 on the editor asks for diagnostics, before it is sent them.

local adlint = {
  name = "adlint",
  cmd = { "adlint", "lsp" },
  filetypes = { "text", "markdown", "html", "json", "jsonld", "yaml" },
  -- It starts only below an adlint.yaml (`adlint init` writes one), so that no letter and no README is taken for an ad.
  root_markers = { "adlint.yaml", "adlint.yml", ".adlint.yaml", ".adlint.yml" },
  workspace_required = true,
  -- What adlint.yaml can say; it holds where no adlint.yaml says otherwise. And `lang`, `inlay_hints`, `code_lens`,
  -- `workspace_diagnostics`.
  settings = { adlint = { lang = vim.g.adlint_lang, profile = vim.g.adlint_profile } },
}
adlint.init_options = adlint.settings.adlint

if vim.lsp.config and vim.lsp.enable then -- 0.11 and newer
  vim.lsp.config("adlint", adlint)
  vim.lsp.enable("adlint")
  return
end

--- The nearest folder with an adlint.yaml.
local function root(path)
  for _, marker in ipairs(adlint.root_markers) do
    local found = vim.fn.findfile(marker, vim.fn.fnamemodify(path, ":p:h") .. ";")
    if found ~= "" then return vim.fn.fnamemodify(found, ":p:h") end
  end
end

local running = {}
vim.api.nvim_create_autocmd("FileType", {
  pattern = adlint.filetypes,
  callback = function(event)
    local root_dir = root(vim.api.nvim_buf_get_name(event.buf))
    if not root_dir then return end
    local config = vim.tbl_extend("force", adlint, { root_dir = root_dir })
    if vim.lsp.start then return vim.lsp.start(config) end -- 0.8 and newer
    if not (running[root_dir] and vim.lsp.get_client_by_id(running[root_dir])) then
      config.workspace_folders = { { uri = vim.uri_from_fname(root_dir), name = root_dir } }
      running[root_dir] = vim.lsp.start_client(config)
    end
    vim.lsp.buf_attach_client(event.buf, running[root_dir])
  end,
})
