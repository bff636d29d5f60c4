import { expect, it, onTestFinished, vi } from "vitest";
import { openLine } from "../../src/web/public/live.js";
import { sharedHouse } from "../journeys/support/scenario.ts";
import { visitor } from "../journeys/support/visitor.ts";
import { loggedIn } from "./support/browser.ts";
import { eventSourceOf } from "./support/event-source.ts";
import { openPage } from "./support/page.ts";

const house = sharedHouse();

it("a guest writes, the page shows it by itself, a clerk takes over and answers on it, and the guest reads it", async () => {
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
  await vi.waitFor(() => expect(page.find("main").textContent).toContain("Todavía no ha escrito nadie."));
  const ana = visitor(house(), "+34611000111", "Ana <b>");
  await ana.say("hola");
  await vi.waitFor(() => expect(page.find(".row strong").textContent).toBe("Ana <b>"));
  await page.go(page.find(".row").getAttribute("href") ?? "");
  await vi.waitFor(() => expect(page.find(".turn.guest .words").textContent).toBe("hola"));
  await page.click("[data-key='take']");
  await vi.waitFor(() => expect(page.find(".row").textContent).toContain("la lleva Marta"));
  const reply = ana.guest.waitFor();
  page.type("#field-reply", "Soy Marta, de recepción.");
  await page.click(".write.reply button");
  expect((await reply).text).toBe("Soy Marta, de recepción.");
  await vi.waitFor(() => expect(page.find("#field-reply").textContent).toBe(""));
  expect(
    house().rows("SELECT action FROM audit WHERE actor = 'Marta' AND action LIKE 'desk.%' ORDER BY seq"),
  ).toEqual(["desk.link", "desk.login", "desk.take", "desk.reply"].map((action) => ({ action })));
});
