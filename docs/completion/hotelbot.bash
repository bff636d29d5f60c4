# Completion of hotelbot for bash, written by npm run build. Install it as
# /usr/share/bash-completion/completions/hotelbot, or source it.
_hotelbot() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path="" word words="" flags="" values=""
  local index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=${COMP_WORDS[index]}
    [[ $word == -* ]] && break
    case " $(_hotelbot_next "$path") " in
      *" $word "*) path="${path:+$path }$word" ;;
      *) break ;;
    esac
  done
  words=$(_hotelbot_next "$path")
  case "$path" in
    "audio check") flags="--json --state --socket --device --seconds --help" ;;
    "backup") flags="--json --state --socket --config --help" ;;
    "backup drill") flags="--json --state --socket --identity --config --help" ;;
    "backup key") flags="--json --state --socket --config --help" ;;
    "backup key add") flags="--json --state --socket --config --help" ;;
    "backup key new") flags="--json --state --socket --replace --drill --save --config --help" ;;
    "backup list") flags="--json --state --socket --config --help" ;;
    "backup prune") flags="--json --state --socket --dry-run --config --help" ;;
    "backup verify") flags="--json --state --socket --identity --all --config --help" ;;
    "bookings") flags="--json --state --socket --from --to --help" ;;
    "bookings add") flags="--json --state --socket --from --until --name --phone --email --adults --children --rooms --room --channel --total --deposit --paid --non-refundable --anyway --as --help" ;;
    "bookings arrivals") flags="--json --state --socket --date --help" ;;
    "bookings cancel") flags="--json --state --socket --as --help" ;;
    "bookings change") flags="--json --state --socket --from --until --type --room --total --anyway --as --help" ;;
    "bookings check-in") flags="--json --state --socket --as --help" ;;
    "bookings check-out") flags="--json --state --socket --as --help" ;;
    "bookings export") flags="--json --state --socket --from --to --help" ;;
    "bookings import") flags="--json --state --socket --dry-run --as --help" ;;
    "bookings no-show") flags="--json --state --socket --as --help" ;;
    "bookings pay") flags="--json --state --socket --back --deposit --refundable --as --help" ;;
    "bookings show") flags="--json --state --socket --help" ;;
    "calendar") flags="--json --state --socket --help" ;;
    "calendar add") flags="--json --state --socket --room --type --as --help" ;;
    "calendar export") flags="--json --state --socket --room --type --to --help" ;;
    "calendar fetch") flags="--json --state --socket --as --help" ;;
    "calendar remove") flags="--json --state --socket --as --help" ;;
    "calendar share") flags="--json --state --socket --room --type --as --help" ;;
    "calendar unshare") flags="--json --state --socket --as --help" ;;
    "call") flags="--json --state --socket --say --lang --help" ;;
    "calls") flags="--json --state --socket --help" ;;
    "calls show") flags="--json --state --socket --help" ;;
    "chat") flags="--json --state --socket --script --lang --session --wait --help" ;;
    "daemon run") flags="--json --state --socket --config --log-level --help" ;;
    "demo") flags="--json --state --socket --once --voices --help" ;;
    "deploy") flags="--json --state --socket --config --dry-run --yes --help" ;;
    "deposits") flags="--json --state --socket --all --help" ;;
    "deposits approve") flags="--json --state --socket --as --help" ;;
    "deposits reject") flags="--json --state --socket --as --reason --help" ;;
    "desk") flags="--json --state --socket --as --open --help" ;;
    "desk add") flags="--json --state --socket --as --help" ;;
    "desk logout") flags="--json --state --socket --as --help" ;;
    "desk remove") flags="--json --state --socket --as --help" ;;
    "desk staff") flags="--json --state --socket --help" ;;
    "doctor") flags="--json --state --socket --config --fix --timeout --help" ;;
    "guest erase") flags="--json --state --socket --confirm --as --help" ;;
    "guest export") flags="--json --state --socket --help" ;;
    "health") flags="--json --state --socket --timeout --help" ;;
    "inbox") flags="--json --state --socket --help" ;;
    "inbox note") flags="--json --state --socket --as --help" ;;
    "inbox release") flags="--json --state --socket --as --help" ;;
    "inbox reply") flags="--json --state --socket --as --help" ;;
    "inbox show") flags="--json --state --socket --help" ;;
    "inbox take") flags="--json --state --socket --as --help" ;;
    "knowledge check") flags="--json --state --socket --hotel --help" ;;
    "knowledge suggest") flags="--json --state --socket --help" ;;
    "logs") flags="--json --state --socket --follow --conversation --level --since --lines --help" ;;
    "model check") flags="--json --state --socket --sha256 --help" ;;
    "model list") flags="--json --state --socket --config --in --help" ;;
    "model pull") flags="--json --state --socket --sha256 --to --help" ;;
    "model use") flags="--json --state --socket --config --help" ;;
    "outbox") flags="--json --state --socket --help" ;;
    "outbox drop") flags="--json --state --socket --all --as --help" ;;
    "outbox release") flags="--json --state --socket --all --as --help" ;;
    "outbox resend") flags="--json --state --socket --as --help" ;;
    "pms check") flags="--json --state --socket --config --help" ;;
    "pms setup") flags="--json --state --socket --config --url --key-file --hotel --answers --yes --help" ;;
    "rates") flags="--json --state --socket --help" ;;
    "rates closed") flags="--json --state --socket --from --to --days --as --help" ;;
    "rates export") flags="--json --state --socket --help" ;;
    "rates import") flags="--json --state --socket --dry-run --as --help" ;;
    "rates minimum") flags="--json --state --socket --from --to --days --as --help" ;;
    "rates override") flags="--json --state --socket --from --to --days --as --help" ;;
    "rates set") flags="--json --state --socket --days --as --help" ;;
    "requests") flags="--json --state --socket --all --help" ;;
    "requests cancel") flags="--json --state --socket --as --help" ;;
    "requests done") flags="--json --state --socket --as --help" ;;
    "requests show") flags="--json --state --socket --help" ;;
    "requests take") flags="--json --state --socket --as --help" ;;
    "restore") flags="--json --state --socket --confirm --identity --keep-config --dry-run --config --help" ;;
    "rollback") flags="--json --state --socket --confirm --help" ;;
    "rooms") flags="--json --state --socket --help" ;;
    "rooms add") flags="--json --state --socket --type --as --help" ;;
    "rooms block") flags="--json --state --socket --from --until --reason --as --help" ;;
    "rooms edit") flags="--json --state --socket --type --as --help" ;;
    "rooms retire") flags="--json --state --socket --as --help" ;;
    "rooms unblock") flags="--json --state --socket --as --help" ;;
    "sandbox run") flags="--json --state --socket --port --webhook-port --guest --name --help" ;;
    "secrets check") flags="--json --state --socket --help" ;;
    "secrets list") flags="--json --state --socket --help" ;;
    "secrets rotate") flags="--json --state --socket --finish --cancel --help" ;;
    "secrets set") flags="--json --state --socket --help" ;;
    "status") flags="--json --state --socket --timeout --help" ;;
    "understand") flags="--json --state --socket --jsonl --hotel --own --lang --now --asked --help" ;;
    "uninstall") flags="--json --state --socket --purge --confirm --yes --help" ;;
    "update") flags="--json --state --socket --from --resume --help" ;;
    "voice say") flags="--json --state --socket --lang --out --speed --help" ;;
    "voice transcribe") flags="--json --state --socket --lang --prompt --model --help" ;;
  esac
  case "$path $before" in
    "call --lang") values="es en pt" ;;
    "chat --lang") values="es en pt" ;;
    "daemon run --log-level") values="debug info warn error" ;;
    "logs --level") values="debug info warn error" ;;
    "secrets rotate rotate") values="whatsapp-app-secret whatsapp-verify-token" ;;
    "secrets set set") values="alert-smtp-password alert-webhook-token phone-secret pms-key whatsapp-app-secret whatsapp-token whatsapp-verify-token" ;;
    "understand --lang") values="es en pt" ;;
    "voice say --lang") values="es en pt" ;;
    "voice transcribe --lang") values="es en pt" ;;
  esac
  if [[ -n $values ]]; then COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ $before == -* && " --json --help " != *" $before "* ]]; then COMPREPLY=($(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [[ -n ${COMPREPLY[*]} || -z $path ]] || COMPREPLY=($(compgen -f -- "$current"))
  fi
}
_hotelbot_next() {
  local words=""
  case "$1" in
    "") words="audio backup bookings calendar call calls chat daemon demo deploy deposits desk doctor guest health inbox knowledge logs model outbox pms rates requests restore rollback rooms sandbox secrets status understand uninstall update voice help" ;;
    "audio") words="check" ;;
    "backup") words="drill key list prune verify" ;;
    "backup key") words="add new" ;;
    "bookings") words="add arrivals cancel change check-in check-out export import no-show pay show" ;;
    "calendar") words="add export fetch remove share unshare" ;;
    "calls") words="show" ;;
    "daemon") words="run" ;;
    "deposits") words="approve reject" ;;
    "desk") words="add logout remove staff" ;;
    "guest") words="erase export" ;;
    "inbox") words="note release reply show take" ;;
    "knowledge") words="check suggest" ;;
    "model") words="check list pull use" ;;
    "outbox") words="drop release resend" ;;
    "pms") words="check setup" ;;
    "rates") words="closed export import minimum override set" ;;
    "requests") words="cancel done show take" ;;
    "rooms") words="add block edit retire unblock" ;;
    "sandbox") words="run" ;;
    "secrets") words="check list rotate set" ;;
    "voice") words="say transcribe" ;;
  esac
  printf '%s' "$words"
}
complete -o filenames -F _hotelbot hotelbot
