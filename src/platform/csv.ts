/** One line of a CSV file with its number as an editor shows it: where the record begins, the header being line 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * Reads a CSV file: a byte order mark, either line end, `;` or `,` between fields (whichever the first line has more
 * of) and quoted fields with doubled quotes and line ends are all understood. Empty lines are left out. A quote that is
 * never closed takes the rest of the file into its field.
 */
export function readCsv(text: string): readonly CsvRecord[] {
  const body = text.replace(/^\uFEFF/, "");
  const [first = ""] = body.split(/\r?\n/, 1);
  const separator = first.split(";").length > first.split(",").length ? ";" : ",";
  const records: CsvRecord[] = [];
  let fields: string[] = [];
  let field = "";
  let quoted = false;
  let line = 1;
  let began = 1;
  const endRecord = (): void => {
    fields.push(field);
    if (fields.some((each) => each.trim() !== ""))
      records.push({ line: began, fields: fields.map((each) => each.trim()) });
    fields = [];
    field = "";
    began = line;
  };
  for (let at = 0; at < body.length; at += 1) {
    const char = body.charAt(at);
    if (char === "\n") line += 1;
    if (quoted) {
      if (char !== '"') field += char;
      else if (body.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && field.trim() === "") {
      field = "";
      quoted = true;
    } else if (char === separator) {
      fields.push(field);
      field = "";
    } else if (char === "\n") endRecord();
    else if (char !== "\r") field += char;
  }
  endRecord();
  return records;
}

/** Writes records with `,`, quoting what needs it. What a spreadsheet would take for a formula gets an apostrophe. */
export function writeCsv(records: readonly (readonly (string | number)[])[]): string {
  return `${records.map((fields) => fields.map(quote).join(",")).join("\r\n")}\r\n`;
}

function quote(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=@\t\r]|^[+-](?![\d\s()-]+$)/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
