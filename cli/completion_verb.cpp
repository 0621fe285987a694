// txlab completion: scripts that ask the program itself what may stand at the cursor.
//
// `txlab __complete` answers all of them (cli/candidates.hpp), so the scripts know no verb and no
// flag, and an old script goes on to work with a newer program.
#include <cstdio>

#include "cli/verbs.hpp"

namespace txlab {

namespace {

// Bash cuts words at `=` and gives back only what stands behind the last one.
constexpr const char* for_bash = R"script(# bash completion of txlab; put this into ~/.bashrc:
#   source <(txlab completion bash)
_txlab() {
  local word line typed i
  local -a words=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]} > 0)) && [[ $word == "=" || ${COMP_WORDS[i - 1]} == "=" ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  typed=${words[${#words[@]} - 1]}
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${typed##*=}")
      compopt -o filenames 2>/dev/null
      continue
    fi
    word=${line%%$'\t'*}
    [[ $typed == *=* ]] && word=${word#"${typed%=*}="}
    COMPREPLY+=("$word")
    [[ $word == *= ]] && compopt -o nospace 2>/dev/null
  done < <("${COMP_WORDS[0]}" __complete "${words[@]}" 2>/dev/null)
}
complete -F _txlab txlab
)script";

constexpr const char* for_zsh = R"script(#compdef txlab
# zsh completion of txlab; write this into a folder of $fpath:
#   txlab completion zsh > ~/.zfunc/_txlab
_txlab() {
  local line word
  local -a found
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      _files
      continue
    fi
    word=${line%%$'\t'*}
    found+=("${word//:/\\:}:${line#*$'\t'}")
  done < <("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
  (($#found)) && _describe txlab found
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _txlab "$@"
else
  compdef _txlab txlab
fi
)script";

constexpr const char* for_fish = R"script(# fish completion of txlab:
#   txlab completion fish > ~/.config/fish/completions/txlab.fish
function __txlab_candidates
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] __complete $words[2..-1] 2>/dev/null)
    if test "$line" = ":files"
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c txlab -f -a '(__txlab_candidates)'
)script";

}  // namespace

int completion_verb(const Arguments& arguments) {
  const std::string& shell = arguments.subject;
  std::fputs(shell == "bash" ? for_bash : shell == "zsh" ? for_zsh : for_fish, stdout);
  return 0;
}

}  // namespace txlab
