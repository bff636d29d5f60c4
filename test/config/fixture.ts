/** The smallest file that is valid, as lines a test may change. */
export const SMALLEST = `hotel:
  id: casa
  name: Casa Azul
  time_zone: America/Bogota
  currency: COP
  languages: [es]
  default_language: es
  address: Calle 1
  phone: "+5716012345"
  email: hola@casa.example
  check_in_from: "15:00"
  check_out_until: "11:00"
  desk_opens: "08:00"
  desk_closes: "20:00"
  cancellation_policy: { es: Gratis hasta 24 horas antes. }
pms:
  kind: house
  tax_percent: 19
  room_types:
    - id: doble
      name: { es: Doble }
      description: { es: Una cama. }
      words: { es: [Doble, Matrimonial] }
      max_adults: 2
      max_guests: 2
      rooms: ["1", "2"]
      rate: 120000
`;

/** {@link SMALLEST} with one text replaced by another; the text must be there. */
export function changed(from: string, to: string): string {
  if (!SMALLEST.includes(from)) throw new Error(`«${from}» is not in the fixture`);
  return SMALLEST.replace(from, to);
}

/** The line, from 1, on which `text` first stands in `file`. */
export function lineOf(file: string, text: string): number {
  return file.slice(0, file.indexOf(text)).split("\n").length;
}
