import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { sharedHouse } from "./support/scenario.ts";
import { visitor } from "./support/visitor.ts";

const house = sharedHouse();
const HELP = { es: "¿qué puedes hacer?", en: "what can you do?", pt: "o que você pode fazer?" };
const WAKE = {
  es: "despiértame mañana, habitación 204",
  en: "wake me up tomorrow, room 204",
  pt: "me acorde amanhã, quarto 204",
};

describe.each(LANGUAGES)("lists on WhatsApp in %s", (language) => {
  it("are real ones, and their rows are understood exactly", { timeout: 60_000 }, async () => {
    const guest = visitor(house(), `+34600771${LANGUAGES.indexOf(language)}01`, "Ana");
    const [menu] = await guest.say(HELP[language]);
    expect(menu?.body).toMatchObject({ type: "interactive", interactive: { type: "list" } });
    expect(menu?.rows).toHaveLength(10);
    const wake = menu?.rows.find(({ id }) => id.startsWith("topic:wake_up_call"));
    const asked = await guest.tap(wake?.title ?? "");
    expect(guest.state().question).toBe("errand_time");
    expect(asked.rows.length).toBeGreaterThan(3);
    await guest.tap(asked.rows[3]?.id ?? "");
    expect(guest.state().errand?.time).toBe("07:30");
    // The row of an hour that is no longer asked for does nothing, and says so.
    await guest.say(WAKE[language]);
    const old = await guest.tap(asked.rows[0]?.id ?? "");
    expect(old.text).toMatch(/mensaje anterior|earlier message|mensagem anterior/);
    expect(guest.state().errand?.time ?? "07:30").toBe("07:30");
    expect(guest.fates()).not.toContain("dead");
  });
});
