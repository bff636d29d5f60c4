import { afterAll, beforeAll, describe, it } from "vitest";
import { LANGUAGES, type Language } from "../../../src/domain/language.ts";
import { type Area, ROWS } from "../acceptance/rows.ts";
import { DIALOGUES, type Dialogue } from "./dialogues.ts";
import { type House, type HouseOptions, openHouse } from "./house.ts";
import { LINES, type Lines } from "./lines.ts";
import { type Visitor, visitor } from "./visitor.ts";

/** What a journey is told of the guest it follows. */
export interface Kit {
  readonly language: Language;
  readonly said: Dialogue & Lines;
  /** Somebody nobody has seen yet, who writes from a phone of their country. */
  newcomer(house: House, name?: string): Visitor;
}

/** One row of the acceptance table as a journey in each language; the table is made from these titles. */
export function scenario(
  area: Area,
  name: string,
  journey: (kit: Kit, skip: (why: string) => never) => Promise<void>,
  timeoutMs = 90_000,
): void {
  if (!ROWS.some((row) => row.area === area && row.name === name))
    throw new Error(`no row «${area}: ${name}»`);
  describe(area, () => {
    it.for(LANGUAGES)(`${name} [%s]`, { timeout: timeoutMs }, (language, { skip }) =>
      journey(kitOf(language), (why) => skip(why) as never),
    );
  });
}

let guests = 10;

function kitOf(language: Language): Kit {
  const said = { ...DIALOGUES[language], ...LINES[language] };
  return {
    language,
    said,
    newcomer: (house, name = said.name) => visitor(house, `${said.phone}${guests++}`, name),
  };
}

/** A house for every journey of a file. */
export function sharedHouse(options: HouseOptions = {}): () => House {
  let house: House | undefined;
  beforeAll(async () => {
    house = await openHouse(options);
  });
  afterAll(() => house?.close());
  return () => {
    if (!house) throw new Error("the house has not opened");
    return house;
  };
}
