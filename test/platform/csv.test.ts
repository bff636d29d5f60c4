import fc from "fast-check";
import { expect, it } from "vitest";
import { readCsv, writeCsv } from "../../src/platform/csv.ts";

it("reads what spreadsheets write: byte order mark, semicolons, quotes, line ends within a field, empty lines", () => {
  const text = '\uFEFFa;b\r\n"x;y";"he said ""hi"""\r\n\r\n"two\nlines"; last \n';
  expect(readCsv(text)).toEqual([
    { line: 1, fields: ["a", "b"] },
    { line: 2, fields: ["x;y", 'he said "hi"'] },
    { line: 4, fields: ["two\nlines", "last"] },
  ]);
  expect(readCsv("")).toEqual([]);
});

it("reads back what it wrote", () => {
  const field = fc
    .string()
    .filter((text) => text === text.trim() && !/^[=@+\t\r-]/.test(text) && !text.includes("\r"));
  const record = fc.tuple(fc.constantFrom("x", "y"), field, field);
  fc.assert(
    fc.property(fc.array(record, { minLength: 1 }), (records) => {
      const all = [["one", "two", "three"], ...records];
      expect(readCsv(writeCsv(all)).map(({ fields }) => fields)).toEqual(all);
    }),
  );
});

it("gives a spreadsheet no formula to run, and leaves phones and amounts alone", () => {
  expect(writeCsv([["=1+1", "@x", "-a", "+34 600", "-12"]])).toBe("'=1+1,'@x,'-a,+34 600,-12\r\n");
});
