/**
 * Calendar words of all three languages in one table: they hardly collide, and guests mix them («March 3rd, por
 * favor»). Words that do collide are handled where they are read: «mar» (the sea), «segunda» (also «the second»), «may».
 */
const table = (rows: readonly string[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row, index) => row.split(" ").map((word): [string, number] => [word, index + 1])));

export const MONTHS = table([
  "enero ene january jan janeiro",
  "febrero feb february fevereiro fev",
  "marzo mar march marco",
  "abril abr april apr",
  "mayo may maio mai",
  "junio jun june junho",
  "julio jul july julho",
  "agosto ago august aug",
  "septiembre setiembre sept sep september setembro set",
  "octubre oct october outubro out",
  "noviembre nov november novembro",
  "diciembre dic december dec dezembro dez",
]);

/** Short or double-meaning months: only beside a day number. */
export const WEAK_MONTHS = new Set(
  "ene jan feb fev mar marco abr apr may mai jun jul ago aug sept sep set oct out nov dic dec dez march".split(
    " ",
  ),
);

export const WEEKDAYS = table([
  "lunes lun monday mon mondays",
  "martes tuesday tue tues terca",
  "miercoles mie wednesday wed quarta",
  "jueves jue thursday thu thur thurs quinta",
  "viernes vie friday fri sexta",
  "sabado sab saturday sat sabados",
  "domingo dom sunday sun domingos",
]);

/** Portuguese day names that are also plain ordinals: a weekday only with «-feira» or a preposition of time. */
export const PT_ORDINAL_DAYS = new Set("segunda terca quarta quinta sexta".split(" "));
/** English short names that are also words: only after a preposition of time or alone. */
export const SHORT_DAYS = new Set("mon tue wed thu fri sat sun lun mie jue vie sab dom tues".split(" "));

export const TODAY = new Set("hoy today hoje tonight hoy".split(" "));
export const TOMORROW = new Set("tomorrow amanha manana".split(" "));
export const YESTERDAY = new Set("ayer yesterday ontem anoche".split(" "));

export const DAY_UNITS = new Set("dia dias day days".split(" "));
export const WEEK_UNITS = new Set("semana semanas week weeks wk wks".split(" "));
export const MONTH_UNITS = new Set("mes meses month months".split(" "));
export const NIGHT_UNITS = new Set(
  "noche noches night nights noite noites nt nts pernoites pernoite diaria diarias".split(" "),
);
export const ONE = new Set("un una uno um uma a an one 1".split(" "));

/** A number before one of these counts something else than days of the month. */
export const COUNTED = new Set(
  (
    "noche noches night nights noite noites diaria diarias dia dias day days semana semanas week weeks mes meses month months hora horas hour hours h hs hrs min minutos minutes " +
    "persona personas people person pessoa pessoas pax adulto adultos adult adults nino ninos nina ninas nene nenes bebe bebes baby babies hijo hijos hijas kid kids child children " +
    "crianca criancas filho filhos filhas huesped huespedes guest guests hospede hospedes habitacion habitaciones cuarto cuartos room rooms quarto quartos " +
    "doble dobles individual individuales double doubles single singles twin twins suite suites cama camas bed beds triple triples ano anos year years yr yrs " +
    "euro euros eur reais real dollars usd pesos piso floor andar am pm menores amigos friends amigas toalhas toallas towels estrellas stars coche coches carros cars perro perros dogs"
  ).split(" "),
);
