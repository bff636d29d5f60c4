import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadHotel } from "../../../src/config/load.ts";
import type { Ask } from "../../../src/ops/pms/ask.ts";
import { setUpPms } from "../../../src/ops/pms/setup.ts";
import { KEY, startDouble } from "../../support/qloapps/double.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { hotelYaml } from "./support.ts";

const HOUSE = `pms:
  kind: house
  tax_percent: 10
  room_types:
    - { id: double, name: { es: Doble, en: Double }, description: { es: Una., en: One. }, words: { es: [doble] },
        max_adults: 2, max_guests: 2, rooms: ["1"], rate: 80 }
speech: { replies: text } # how it answers
`;

async function under(key = KEY) {
  const double = await startDouble();
  onTestFinished(() => double.stop());
  const state = await temporaryFolder();
  mkdirSync(state, { recursive: true });
  const config = join(state, "hotel.yaml");
  const yaml = hotelYaml(double.url);
  writeFileSync(config, yaml.slice(0, yaml.indexOf("pms:")) + HOUSE);
  const keyFile = join(state, "key");
  writeFileSync(keyFile, `${key}\n`);
  return { double, state, config, keyFile, text: (): string => readFileSync(config, "utf8") };
}

describe("hotelbot pms setup", () => {
  it("unattended: writes a valid section and the key, keeps the rest, and checks it", async () => {
    const { double, state, config, keyFile, text } = await under();
    const answer = await setUpPms({ config, state, url: `${double.url}/`, keyFile });
    expect(answer).toMatchObject({ state: "ok", roomTypes: ["general", "delux", "executive", "luxury"] });
    expect(text()).toMatch(/^# Our hotel\n/);
    expect(text()).toContain("# how it answers");
    expect(loadHotel(config).pms).toMatchObject({
      kind: "qloapps",
      url: double.url,
      hotelId: 1,
      roomTypes: [
        { qloappsId: 1, type: { id: "general", maxAdults: 2, maxChildren: 2, maxGuests: 4 } },
        { qloappsId: 2, type: { id: "delux", words: { en: ["delux room"] } } },
        { qloappsId: 3 },
        { qloappsId: 4 },
      ],
    });
    const key = join(state, "secrets", "pms-key");
    expect(readFileSync(key, "utf8")).toBe(`${KEY}\n`);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(double.state.orders).toEqual([]);
  });

  it("again: what the hotel wrote of its rooms stays", async () => {
    const { double, state, config, keyFile, text } = await under();
    await setUpPms({ config, state, url: double.url, keyFile });
    writeFileSync(config, text().replace(/id: delux\n/, "id: lujo\n"));
    const again = await setUpPms({ config, state, url: double.url, keyFile });
    expect(again.roomTypes).toEqual(["general", "lujo", "executive", "luxury"]);
  });

  it("with an answers file: sells what is in it, as it is called there", async () => {
    const { double, state, config, keyFile } = await under();
    const answers = join(state, "pms.yaml");
    writeFileSync(
      answers,
      `pms:\n  url: ${double.url}\n  room_types:\n    - { qloapps_id: 4, id: suite, name: { es: Suite, en: Suite } }\n`,
    );
    expect((await setUpPms({ config, state, keyFile, answers })).roomTypes).toEqual(["suite"]);
    expect(loadHotel(config).pms.roomTypes).toMatchObject([
      { qloappsId: 4, type: { name: { es: "Suite" } } },
    ]);
  });

  it("at a terminal: asks for what is missing, and writes nothing without a yes", async () => {
    const { double, state, config, text } = await under();
    const asked: string[] = [];
    const said = async <T>(message: string, value: T): Promise<T> => {
      asked.push(message);
      return value;
    };
    const ask = (yes: boolean): Ask => ({
      text: (message) => said(message, double.url),
      secret: (message) => said(message, KEY),
      choose: (message) => said(message, 1),
      pick: (message) => said(message, [2]),
      yes: (message) => said(message, yes),
    });
    const before = text();
    expect(await setUpPms({ config, state, ask: ask(false) })).toMatchObject({ written: [] });
    expect(text()).toBe(before);
    expect(asked).toHaveLength(4);
    expect((await setUpPms({ config, state, ask: ask(true) })).roomTypes).toEqual(["delux"]);
  });

  it("refuses before anything is written: a wrong key, no address, no file", async () => {
    const { double, state, config, keyFile, text } = await under(`${KEY.slice(0, 31)}9`);
    const before = text();
    const wrong: [Parameters<typeof setUpPms>[0], string][] = [
      [{ config, state, url: double.url, keyFile }, "PMS_UNAVAILABLE"],
      [{ config, state, keyFile }, "USAGE"],
      [{ config, state, url: double.url }, "USAGE"],
      [{ config: join(state, "none.yaml"), state, url: double.url, keyFile }, "CONFIG_MISSING"],
    ];
    for (const [options, code] of wrong) {
      await expect(setUpPms(options)).rejects.toMatchObject({ code });
    }
    expect(text()).toBe(before);
  });
});
