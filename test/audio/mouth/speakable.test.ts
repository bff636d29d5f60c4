import { describe, expect, it } from "vitest";
import { sentences } from "../../../audio/mouth/sentences.ts";
import { speakable } from "../../../audio/mouth/speakable.ts";
import { numberWords } from "../../../audio/mouth/text/numbers.ts";
import { LANGUAGES } from "../../../src/domain/language.ts";

describe("numbers in words", () => {
  it.each([
    [0, "cero", "zero", "zero"],
    [16, "dieciséis", "sixteen", "dezesseis"],
    [21, "veintiuno", "twenty-one", "vinte e um"],
    [31, "treinta y uno", "thirty-one", "trinta e um"],
    [100, "cien", "one hundred", "cem"],
    [101, "ciento uno", "one hundred and one", "cento e um"],
    [555, "quinientos cincuenta y cinco", "five hundred and fifty-five", "quinhentos e cinquenta e cinco"],
    [1_000, "mil", "one thousand", "mil"],
    [1_100, "mil cien", "one thousand one hundred", "mil e cem"],
    [2_026, "dos mil veintiséis", "two thousand and twenty-six", "dois mil e vinte e seis"],
    [21_000, "veintiún mil", "twenty-one thousand", "vinte e um mil"],
    [1_000_000, "un millón", "one million", "um milhão"],
    [-3, "menos tres", "minus three", "menos três"],
  ])("%d", (value, es, en, pt) => {
    expect(LANGUAGES.map((language) => numberWords(value, language))).toEqual([es, en, pt]);
  });

  it("agree with what is counted", () => {
    expect(numberWords(1, "es", "masculine")).toBe("un");
    expect(numberWords(21, "es", "feminine")).toBe("veintiuna");
    expect(numberWords(200, "es", "feminine")).toBe("doscientas");
    expect(numberWords(2, "pt", "feminine")).toBe("duas");
    expect(numberWords(200, "pt", "feminine")).toBe("duzentas");
  });
});

describe("a reply as it is read out", () => {
  it.each([
    [
      "es",
      "2 noches, 1 habitación, 21 personas, 1 adulto",
      "dos noches, una habitación, veintiuna personas, un adulto",
    ],
    ["es", "Código HB-7K3Q", "Código hache, be, siete, ka, tres, cu"],
    ["es", "el total es 1.250,50 €", "el total es mil doscientos cincuenta euros con cincuenta"],
    ["es", "120 €/noche", "ciento veinte euros por noche"],
    ["es", "del 3 al 5 de marzo de 2026", "del tres al cinco de marzo de dos mil veintiséis"],
    ["es", "el 2026-03-05", "el cinco de marzo de dos mil veintiséis"],
    ["es", "desde las 15:00 hasta las 12:30", "desde las quince horas hasta las doce y treinta"],
    ["es", "hasta las 15:00: si lo quieres", "hasta las quince horas: si lo quieres"],
    ["en", "until 15:00: it is yours", "until three p m: it is yours"],
    ["es", "código H, Y, 7, K.", "código hache, i griega, siete, ka."],
    ["pt", "código O, A, 7, K", "código ó, á, sete, cá"],
    ["es", "opciones 1, 2, 3, 4", "opciones uno, dos, tres, cuatro"],
    [
      "en",
      "Arriving on Sunday 14 March. And until when?",
      "Arriving on Sunday March fourteenth. And until when?",
    ],
    ["en", "5 Mar. 2027 or Dec. 24", "March fifth, twenty twenty-seven or December twenty-fourth"],
    ["pt", "2 opções, 2 toalhas, 2 dias, 2 mapas", "duas opções, duas toalhas, dois dias, dois mapas"],
    ["es", "1 opción, 21 mesas, 1 día", "una opción, veintiuna mesas, un día"],
    [
      "es",
      "al +34600000001 o +5511961234567",
      "al más tres cuatro, seis cero cero, cero cero cero, cero cero uno o más cinco cinco, uno uno nueve, seis uno dos, " +
        "tres cuatro cinco, seis siete",
    ],
    ["es", "es la 1:00; a las 7:00, a las 13:00", "es la una; a las siete, a las trece horas"],
    ["es", "entre las 1:30 y las 7:00 h", "entre las una y treinta y las siete"],
    ["pt", "é 1:00, são 2:00, às 7:05", "é uma hora, são duas horas, às sete e cinco"],
    [
      "es",
      "de 7:30 a 10:30, de 14:00 a 16:00",
      "de siete y treinta a diez y treinta, de catorce a dieciséis horas",
    ],
    [
      "es",
      "12 m², 1 kg, 2,5 km. A 30 m.",
      "doce metros cuadrados, un kilo, dos coma cinco kilómetros. A treinta metros.",
    ],
    ["pt", "2 hóspedes, às 2h, 15:30 h", "dois hóspedes, às duas horas, quinze e trinta"],
    ["es", "de 1 a 8 a más tardar", "de uno a ocho a más tardar"],
    ["es", "100–120 € por noche", "cien a ciento veinte euros por noche"],
    ["en", "9:30am–5:30pm, 24/7", "nine thirty a m to five thirty p m, twenty-four seven"],
    ["es", "a las 7.30, 19.30 h, a las 9.00", "a las siete y treinta, diecinueve y treinta, a las nueve"],
    ["es", "2.50 € y 1.250", "dos euros con cincuenta y mil doscientos cincuenta"],
    ["es", "c/ Mayor, n.º 5, C.P. 11002", "calle Mayor, número cinco, código postal uno uno cero cero dos"],
    [
      "es",
      "tel. 956 12 34 56, 3er piso, bus 7A",
      "teléfono nueve cinco seis, uno dos, tres cuatro, cinco seis, tercer piso, bus siete A",
    ],
    ["pt", "Av. Paulista, CEP 01310-100", "avenida Paulista, CEP zero um três um zero, um zero zero"],
    ["es", "desde la 1 h, 1/2 pensión", "desde la una, media pensión"],
    ["en", "account 55779911", "account five five seven, seven nine nine, one one"],
    ["en", "on the 2nd of May, at 8", "on May second, at eight"],
    ["en", "Room #204", "Room number two zero four"],
    ["en", "18 m² and 5 min", "eighteen square metres and five minutes"],
    ["en", "11 am, 5 men, MIN3", "eleven a m, five men, em, eye, en, three"],
    ["pt", "cama de 105 cm", "cama de cento e cinco centímetros"],
    ["es", "de 8:00–22:00", "de ocho a veintidós horas"],
    ["es", "al +34 912 345 678", "al más tres cuatro, nueve uno dos, tres cuatro cinco, seis siete ocho"],
    ["es", "info@hotel-sol.com", "info arroba hotel guion sol punto com"],
    ["es", "la habitación 204", "la habitación dos cero cuatro"],
    ["es", "un 20 % de descuento", "un veinte por ciento de descuento"],
    ["es", "*Doble* 😊 — 99 €", "Doble, noventa y nueve euros"],
    ["en", "March 3 to 5 March 2026", "March third to March fifth, twenty twenty-six"],
    ["en", "the 21st, 2 nights", "the twenty-first, two nights"],
    ["en", "Total: $1,250.50", "Total: one thousand two hundred and fifty dollars fifty"],
    ["en", "from 15:00, by 12:00, at 2:30 pm", "from three p m, by twelve noon, at two thirty p m"],
    ["en", "code K7QX9D", "code kay, seven, cue, ex, nine, dee"],
    ["en", "room 204 on 3/25/2026", "room two zero four on March twenty-fifth, twenty twenty-six"],
    [
      "pt",
      "R$ 1.299,90 por 2 diárias",
      "mil duzentos e noventa e nove reais e noventa centavos por duas diárias",
    ],
    ["pt", "1 de março, às 14h30", "primeiro de março, às quatorze e trinta"],
    ["pt", "22 noites, 1 quarto", "vinte e duas noites, um quarto"],
    [
      "pt",
      "Ligue +55 11 91234-5678",
      "Ligue mais cinco cinco, um um, nove um dois três quatro, cinco seis sete oito",
    ],
  ] as const)("%s: %s", (language, written, spoken) => {
    expect(speakable(written, language)).toBe(spoken);
  });

  it.each([
    ["pt", "120 000 pesos argentinos", "cento e vinte mil pesos argentinos"],
    ["pt", "Total: 12 345 euros.", "Total: doze mil trezentos e quarenta e cinco euros."],
    ["pt", "12\u00a0345,50\u00a0€", "doze mil trezentos e quarenta e cinco euros e cinquenta cêntimos"],
    ["pt", "1\u202f250\u202f000 pesos colombianos", "um milhão duzentos e cinquenta mil pesos colombianos"],
    [
      "pt",
      "12 345 678 pesos",
      "doze milhões trezentos e quarenta e cinco mil seiscentos e setenta e oito pesos",
    ],
    ["pt", "às 15:00 120 €", "às quinze horas cento e vinte euros"],
    ["pt", "R$ 12 345,90", "doze mil trezentos e quarenta e cinco reais e noventa centavos"],
    [
      "pt",
      "123 456 700 pesos",
      "cento e vinte e três milhões quatrocentos e cinquenta e seis mil e setecentos pesos",
    ],
    ["es", "120.000 pesos argentinos", "ciento veinte mil pesos argentinos"],
    ["es", "12 345 €", "doce mil trescientos cuarenta y cinco euros"],
    ["en", "120,000 Argentine pesos", "one hundred and twenty thousand Argentine pesos"],
    ["en", "12,345.60 euros", "twelve thousand three hundred and forty-five euros sixty"],
  ] as const)("reads a large amount whole, %s: %s", (language, written, spoken) => {
    expect(speakable(written, language)).toBe(spoken);
  });

  it.each([
    ["es", "12,50 €", "doce euros con cincuenta"],
    ["es", "12,50 euros por persona", "doce euros con cincuenta por persona"],
    ["es", "1,50 pesos argentinos", "un peso argentino con cincuenta"],
    ["es", "12,05 euros", "doce euros con cinco céntimos"],
    ["es", "0,50 €", "cincuenta céntimos"],
    ["es", "200 libras esterlinas", "doscientas libras esterlinas"],
    ["en", "12.50 euros", "twelve euros fifty"],
    ["en", "$1.05", "one dollar and five cents"],
    ["en", "12.50 US dollars", "twelve US dollars fifty"],
    ["pt", "12,50 euros", "doze euros e cinquenta cêntimos"],
    ["pt", "12,50 Reais brasileiros", "doze reais e cinquenta centavos"],
    ["pt", "1 dólar dos Estados Unidos", "um dólar dos Estados Unidos"],
    ["pt", "12,50 dólares dos Estados Unidos", "doze dólares dos Estados Unidos e cinquenta centavos"],
  ] as const)("says cents as people do, %s: %s", (language, written, spoken) => {
    expect(speakable(written, language)).toBe(spoken);
  });

  it.each([
    [
      "es",
      "cuenta ES91 2100 0418 4502 0005 1332 (Banco Sol), concepto",
      "cuenta e ese nueve uno, dos uno cero cero, cero cuatro uno ocho, cuatro cinco cero dos, cero cero cero cinco, " +
        "uno tres tres dos, Banco Sol, concepto",
    ],
    [
      "en",
      "GB29NWBK60161331926819.",
      "gee bee two nine, en double you bee kay, six zero one six, one three three one, nine two six eight, one nine.",
    ],
    [
      "es",
      "CLABE 032180000118359719",
      "CLABE cero tres dos uno, ocho cero cero cero, cero uno uno ocho, tres cinco nueve siete, uno nueve",
    ],
    ["pt", "Pix 123.456.789-09", "Pix um dois três, quatro cinco seis, sete oito nove, zero nove"],
  ] as const)("spells an account in its groups, %s: %s", (language, written, spoken) => {
    expect(speakable(written, language)).toBe(spoken);
  });

  it("leaves words alone, capitals too", () => {
    const text = "El WIFI del HOTEL es gratis; IVA incluido.";
    expect(speakable(text, "es")).toBe(text);
  });

  it("leaves no digit in any language, whatever is written", () => {
    const odd = "007 1/2 3x4 12:75 99/99 +1 1.2.3 A1 1A2B3C4D 1e9 €5 ²";
    for (const language of LANGUAGES) expect(speakable(odd, language)).not.toMatch(/\d/);
  });
});

describe("sentences", () => {
  it("are said one by one, and long ones in parts", () => {
    expect(sentences("Hola. ¿Qué tal?\nBien…  👍")).toEqual(["Hola.", "¿Qué tal?", "Bien…"]);
    const long = sentences(`${"una palabra, ".repeat(60)}fin.`);
    expect(Math.max(...long.map((line) => line.length))).toBeLessThanOrEqual(301);
    expect(long.join(" ").replace(/\s+/g, " ")).toBe(`${"una palabra, ".repeat(60)}fin.`);
  });

  it("do not end at a title or a short form", () => {
    expect(sentences("Tel. 956 123 456. El Sr. Pérez está. Ven a las tres.")).toEqual([
      "Tel. 956 123 456.",
      "El Sr. Pérez está.",
      "Ven a las tres.",
    ]);
  });

  it("are none in a text without words", () => {
    expect(sentences("… 👍 !")).toEqual([]);
  });
});
