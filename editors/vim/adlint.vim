" adlint for Vim 8 and 9 with ALE. Put this file into ~/.vim/after/plugin/; it needs ALE and `adlint` on the path.
" Settings hold where no adlint.yaml says otherwise: let g:adlint_settings = {'profile': 'de-th', 'lang': 'de'}

if !exists('*ale#linter#Define') && empty(globpath(&runtimepath, 'autoload/ale/linter.vim'))
  finish
endif

" The nearest folder with an adlint.yaml. Without one ALE does not start it, so that no letter and no README is taken for an ad.
function! AdlintRoot(buffer) abort
  for name in ['adlint.yaml', 'adlint.yml', '.adlint.yaml', '.adlint.yml']
    let found = ale#path#FindNearestFile(a:buffer, name)
    if !empty(found)
      return fnamemodify(found, ':h')
    endif
  endfor
  return ''
endfunction

for s:filetype in ['text', 'markdown', 'html', 'json']
  call ale#linter#Define(s:filetype, {
  \   'name': 'adlint',
  \   'lsp': 'stdio',
  \   'executable': 'adlint',
  \   'command': '%e lsp',
  \   'project_root': function('AdlintRoot'),
  \   'initialization_options': {-> get(g:, 'adlint_settings', {})},
  \})
endfor
