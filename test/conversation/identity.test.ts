import { expect, it } from "vitest";
import { codeIn, samePhone, saysSurname } from "../../src/conversation/identity.ts";

it.each([
  ["+34600111222", "+34600111222", true],
  ["+34 600 11 12 22", "0034600111222", true],
  ["+34600111222", "600 111 222", true],
  ["+5491122334455", "+541122334455", true],
  ["+5215512345678", "+525512345678", true],
  ["+5511987654321", "+551187654321", true],
  ["+5511934567890", "+551134567890", false],
  ["+34600111222", "+351600111222", false],
  ["+34600111222", "+34600111223", false],
  ["+34600111222", "11222", false],
  ["+34600111222", "", false],
])("%s and %s are one telephone: %s", (a, b, same) => {
  expect(samePhone(a, b)).toBe(same);
  expect(samePhone(b, a)).toBe(same);
});

it.each([
  ["a nombre de ana perez", "Ana Pérez Núñez", true],
  ["NUÑEZ", "Ana Pérez Núñez", true],
  ["Ana", "Ana Pérez", false],
  ["de la", "María de la Fuente", false],
  ["fuente", "María de la Fuente", true],
  ["Pérez", "Pérez, Ana", true],
  ["Ana", "Pérez, Ana", false],
  ["Madonna", "Madonna", true],
  [`${"García ".repeat(30)}Pérez`, "Ana Pérez", false],
])("«%s» says a surname of %s: %s", (text, name, said) => {
  expect(saysSurname(text, { guest: { name, email: "", phone: "" } })).toBe(said);
});

it.each([
  ["k7q4mx perez", true, "K7Q4MX"],
  ["PQRTUV", true, "PQRTUV"],
  ["mi reserva", false, undefined],
  ["no me acuerdo", true, undefined],
])("the code in «%s» (asked: %s) is %s", (text, asked, code) => {
  expect(codeIn(text, {}, asked)).toBe(code);
});
