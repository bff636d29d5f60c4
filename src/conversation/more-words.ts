import { plainWords } from "./plain-words.ts";

const MORE: ReadonlySet<string> = new Set(
  (
    "mas otra otras otro otros demas resto siguiente siguientes sigue siga segui seguir continua continue continuar " +
    "adelante more next other others another rest else on further mais outra outras outro outros restante restantes " +
    "proxima proximas segue prossiga pode"
  ).split(" "),
);
/** What may stand beside it: with any other word it is something else («más barata», «more towels»). */
const BESIDE: ReadonlySet<string> = new Set(
  (
    "si yes yeah sim ok okay okey vale venga claro bueno pues por favor please gracias thanks dime digame dimelas decime " +
    "diga me tell a la las el los o os as the y e and que what hay tem are there any go keep going do ver cuales quiero " +
    "oir saber pode dizer opcion opciones option options opcao opcoes de do una um uma"
  ).split(" "),
);

/** True for «más», «sí, sigue», «go on», «diga mais» and nothing else in the message. */
export function saysMore(text: string): boolean {
  const said = plainWords(text);
  return said.some((word) => MORE.has(word)) && said.every((word) => MORE.has(word) || BESIDE.has(word));
}
