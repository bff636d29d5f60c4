import { expect, it, onTestFinished, vi } from "vitest";
import { openLine } from "../../src/web/public/live.js";
import { sharedHouse } from "../journeys/support/scenario.ts";
import { visitor } from "../journeys/support/visitor.ts";
import { loggedIn } from "./support/browser.ts";
import { eventSourceOf } from "./support/event-source.ts";
import { openPage } from "./support/page.ts";

const house = sharedHouse();
/** The page is drawn when it is told; a busy machine takes its time. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

it("a guest writes, the page shows it by itself, a clerk takes over and answers on it, and the guest reads it", {
  timeout: 90_000,
}, async () => {
  const desk = await loggedIn(house().control, "Marta");
  const request = async (path: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) =>
    (method === "GET" ? await desk.get(path) : await desk.send(method, path, body)).body;
  const EventSource = eventSourceOf(desk, ["inbox", "conversation", "health"]);
  const opened: { close(): void }[] = [];
  const line = (handlers: object) => {
    const made = openLine({ ...handlers, EventSource, every: () => undefined } as never);
    opened.push(made);
    return made;
  };
  onTestFinished(() => {
    for (const each of opened) each.close();
  });
  const page = await openPage({ request }, "", line);
  await until(() => expect(page.find("main").textContent).toContain("Todavía no ha escrito nadie."));
  const ana = visitor(house(), "+34611000111", "Ana <b>");
  await ana.say("hola");
  await until(() => expect(page.find(".row strong").textContent).toBe("Ana <b>"));
  await page.go(page.find(".row").getAttribute("href") ?? "");
  await until(() => expect(page.find(".turn.guest .words").textContent).toBe("hola"));
  await page.click("[data-key='take']");
  await until(() => expect(page.find(".row").textContent).toContain("la lleva Marta"));
  const reply = ana.guest.waitFor();
  page.type("#field-reply", "Soy Marta, de recepción.");
  await page.click(".write.reply button");
  expect((await reply).text).toBe("Soy Marta, de recepción.");
  await until(() => expect(page.find("#field-reply").textContent).toBe(""));
  expect(
    house().rows("SELECT action FROM audit WHERE actor = 'Marta' AND action LIKE 'desk.%' ORDER BY seq"),
  ).toEqual(["desk.link", "desk.login", "desk.take", "desk.reply"].map((action) => ({ action })));
});
