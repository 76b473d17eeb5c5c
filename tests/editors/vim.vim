" Vim with ALE as an independent client. The configuration is the one people copy; every step must hold, in this order.
"   vim -N -es -u NONE --cmd 'set runtimepath^=…ale' -S editors/vim/adlint.vim -S tests/editors/vim.vim FILE

let s:patience = 30

function! s:Say(words) abort
  call writefile(split(a:words, "\n"), '/dev/stdout', 'a')
endfunction

function! s:Finding(rule) abort
  for l:one in ale#engine#GetLoclist(bufnr(''))
    if get(l:one, 'code', '') ==# a:rule
      return l:one
    endif
  endfor
  return {}
endfunction

function! s:Await(what, Holds) abort
  let l:until = reltimefloat(reltime()) + s:patience
  while !a:Holds()
    if reltimefloat(reltime()) > l:until
      throw 'waited in vain: ' . a:what . '; found: ' . string(map(copy(ale#engine#GetLoclist(bufnr(''))), 'get(v:val, "code", "")'))
    endif
    sleep 50m
  endwhile
endfunction

function! s:Holds(what, value) abort
  if !a:value
    throw a:what . '; the buffer is: ' . join(getline(1, '$'), "\n")
  endif
endfunction

" What stands from the place of a finding on. ALE takes the columns of the protocol (UTF-16) for bytes, so behind an umlaut
" in the same line it is a little off; before one it must be right.
function! s:From(one) abort
  return strpart(getline(a:one.lnum), a:one.col - 1)
endfunction

" Takes the first offer that fits, with the cursor on the finding.
function! s:Take(rule, fits) abort
  let l:one = s:Finding(a:rule)
  call cursor(l:one.lnum, l:one.col)
  let s:taken = 0
  function! s:Menu(data, items) abort closure
    for l:item in a:items
      if string(l:item) =~# a:fits && string(l:item) !~# 'adlint:'
        call ale#codefix#ApplyLSPCodeAction(a:data, l:item[1])
        let s:taken = 1
        return
      endif
    endfor
    let s:offered = a:items
  endfunction
  call ale#codefix#Execute(0, function('s:Menu'))
  call s:Await('an offer for ' . a:rule, {-> s:taken})
  " What the event TextChanged does; it does not come while a script runs.
  call ale#Queue(0)
endfunction

function! s:FindingsArrive() abort
  call ale#Queue(0)
  call s:Await('age/young-team', {-> !empty(s:Finding('age/young-team'))})
  call s:Holds('a risk is an error', s:Finding('age/young-team').type ==# 'E')
  for l:one in ale#engine#GetLoclist(bufnr(''))
    call s:Holds('nothing is said at 1:1', l:one.lnum > 1 || l:one.col > 1)
  endfor
endfunction

function! s:PlacesAreRight() abort
  for [l:rule, l:words] in [['appearance/groomed', 'gepflegtes Äußeres'], ['origin/german-mother-tongue', 'Deutsch als Muttersprache']]
    call s:Holds(l:rule . ' at ' . s:From(s:Finding(l:rule)), stridx(s:From(s:Finding(l:rule)), l:words) == 0)
  endfor
endfunction

function! s:QuickFixReplaces() abort
  call s:Take('origin/german-mother-tongue', 'newText')
  call s:Await('the finding to go', {-> empty(s:Finding('origin/german-mother-tongue'))})
  call s:Holds('the wording is gone', search('Muttersprache', 'nw') == 0)
endfunction

function! s:ClauseIsInserted() abort
  call s:Take('clause/migration', 'Migration')
  call s:Await('the clause to count', {-> empty(s:Finding('clause/migration'))})
  call s:Holds('it stands in the last part of the ad', search('Migration', 'nw') > search('30 Tage Urlaub', 'nw'))
endfunction

let s:steps = [
\ ['findings arrive, none at 1:1', function('s:FindingsArrive')],
\ ['places are right', function('s:PlacesAreRight')],
\ ['a quick fix replaces the wording', function('s:QuickFixReplaces')],
\ ['a missing clause is inserted where it belongs', function('s:ClauseIsInserted')],
\]
let s:name = 'vim ' . v:version / 100 . '.' . v:version % 100 . ' with ALE'
for [s:what, s:Step] in s:steps
  try
    call s:Step()
  catch
    call s:Say('FAIL ' . s:name . ': ' . s:what . "\n" . v:exception . ' at ' . v:throwpoint)
    cquit 1
  endtry
  call s:Say('ok   ' . s:name . ': ' . s:what)
endfor
qall!
