import { describe, expect, it } from "vitest";
import { AT, desk, PROBE, row, view } from "../support/told.ts";

describe("the other parts", () => {
  const request = {
    id: 3,
    conversation: 7,
    who: "Ana",
    kind: "housekeeping",
    words: PROBE,
    room: "204",
    booking: null,
    dueAt: null,
    state: "open",
    owner: null,
    alarm: null,
    detail: {},
    createdAt: AT,
  };

  it("ask back before a request is cancelled", async () => {
    const done = { request, guest: { told: false, why: "STOP" } };
    const { page, asked } = await desk({ "POST /api/requests/3": done }, "#requests");
    page.line.told("requests", { requests: [request], skipped: [] });
    await page.drawn();
    expect(page.find(".card .words").textContent).toBe(PROBE);
    await page.click("[data-key='cancel-3']");
    expect(asked.some(({ method }) => method === "POST")).toBe(false);
    await page.click(".asking .danger");
    expect(asked.at(-1)).toMatchObject({ path: "/api/requests/3", body: { act: "cancel" } });
    expect(page.find(".notice").textContent).toContain("No se ha avisado al huésped: STOP.");
  });

  it("approve a deposit of the amount that is shown, or reject it with the reason", async () => {
    const deposit = {
      id: 4,
      conversation: 7,
      who: "Ana",
      booking: "ABC",
      amount: { minor: 5_340, currency: "EUR" },
      state: "proof_received",
      proofs: ["media/in/x"],
      decidedBy: null,
      reason: null,
      updatedAt: AT,
    };
    const { page, asked } = await desk(
      { "POST /api/deposits/4": { deposit, guest: { told: true, why: null } } },
      "#deposits",
    );
    page.line.told("deposits", { deposits: [deposit] });
    await page.drawn();
    expect(page.find(".amount").textContent).toMatch(/^53,40\s€$/);
    expect(page.find(".card a.button").getAttribute("href")).toBe("/api/deposits/4/proofs/0");
    page.type("[data-key='reason-4']", "no se lee");
    await page.click("[data-key='reject-4']");
    await page.click(".asking .danger");
    expect(asked.at(-1)?.body).toEqual({ act: "reject", reason: "no se lee" });
  });

  it("show every part without anything to show, and with what cannot be told", async () => {
    const { page } = await desk();
    for (const part of ["requests", "deposits", "today", "calls", "queue", "health"]) {
      await page.go(`#${part}`);
      expect([part, page.find("main").textContent]).toEqual([part, expect.stringContaining("Un momento…")]);
      page.line.told(part, { error: { code: "DATABASE_BROKEN", message: "english", cure: "english" } });
      await page.drawn();
      expect([part, page.find("main .notice").textContent]).toEqual([
        part,
        expect.stringContaining("El disco"),
      ]);
    }
  });

  it("show the house, the calls, what is stuck and what is wrong with its cure", async () => {
    const { page, asked } = await desk({}, "#today");
    const stay = {
      code: "ABC",
      reference: "r",
      status: "firm",
      roomType: "double",
      rooms: ["101"],
      arrival: "2027-02-01",
      departure: "2027-02-03",
      adults: 2,
      children: 0,
      guest: { name: "Ana", email: "", phone: "" },
      total: { minor: 1, currency: "EUR" },
      paid: null,
      deposit: null,
      nonRefundable: null,
    };
    page.line.told("status", {
      pms: { name: "house", state: "up", text: "" },
      alerts: [{ name: "backup", since: AT }],
      channels: [],
      lastBackupAt: null,
      version: "1",
    });
    page.line.told("today", {
      date: "2027-02-01",
      arrivals: [stay],
      departures: [],
      inHouse: [],
      rooms: { all: 4, taken: 1, blocked: 0 },
    });
    await page.drawn();
    expect(page.find("main").textContent).toContain("lunes, 1 de febrero");
    expect(page.find(".figure").textContent).toBe("25 %");
    expect(page.find(".stays .button").textContent).toBe("Registrar entrada");
    await page.go("#queue");
    const held = {
      id: "o1",
      conversation: 7,
      who: "Ana",
      channel: "whatsapp",
      text: PROBE,
      why: "restored",
      writtenAt: AT,
    };
    page.line.told("queue", { held: [held], undelivered: [] });
    await page.drawn();
    expect(page.find(".card .words").textContent).toBe(PROBE);
    const lost = {
      id: "o2",
      conversation: 7,
      who: "Ana",
      channel: "whatsapp",
      state: "dead",
      text: "Hasta mañana",
      why: "x",
      writtenAt: AT,
    };
    page.line.told("queue", { held: [], undelivered: [lost] });
    await page.drawn();
    expect(page.find(".badge.dead").textContent).toBe("abandonado");
    await page.click(".card .button:not(.quiet)");
    expect(asked.at(-1)).toMatchObject({ path: "/api/held", body: { act: "resend", ids: ["o2"] } });
    await page.click(".card button.quiet");
    expect(page.window.location.hash).toBe("#inbox/7");
    await page.go("#calls");
    page.line.told("calls", {
      line: { state: "up", text: "ready" },
      calls: [
        {
          id: "c1",
          direction: "in",
          who: "withheld",
          number: null,
          room: null,
          language: "es",
          startedAt: AT,
          answeredAt: AT,
          endedAt: null,
          why: null,
          conversation: 7,
        },
      ],
    });
    await page.drawn();
    expect(page.find(".row.live").textContent).toContain("número oculto");
    await page.go("#health");
    page.line.told("health", {
      state: "critical",
      checks: [{ name: "disk", state: "critical", text: "full", cure: "Free some." }],
    });
    await page.drawn();
    expect(page.find(".card.critical").textContent).toContain("Free some.");
    expect(page.find(".card.critical strong").textContent).toBe("Espacio en disco");
    expect(page.window.document.documentElement.dataset.theme).toBe("light");
    expect(page.find(".light.critical").textContent).toContain("Algo no funciona");
  });

  it("say that the line is cut and keep what was known, until something is told again", async () => {
    const { page } = await desk();
    page.line.told("inbox", { conversations: [row()] });
    page.line.cut();
    await page.drawn();
    expect(page.find(".lost").textContent).toContain("Sin conexión con hotelbot");
    expect(page.text()).toContain("Ana");
    page.line.told("calls", { line: { state: "off", text: "" }, calls: [] });
    await page.drawn();
    expect(page.find(".lost").textContent).toBe("");
  });

  it("give every field and button a name, every list a place for the keyboard", async () => {
    const { page } = await desk({}, "#inbox/7");
    page.line.told("inbox", { conversations: [row()] });
    page.line.told("conversation", view());
    await page.drawn();
    const unnamed = page
      .all("#desk button, #desk select, #desk input, #desk textarea, #desk a")
      .filter((each) => {
        const id = each.getAttribute("id");
        const label = id
          ? page.all(`label[for='${id}']`)[0]?.textContent
          : each.closest("label")?.textContent;
        return !(each.getAttribute("aria-label") || label || each.textContent?.trim());
      })
      .map((each) => each.outerHTML);
    expect(unnamed).toEqual([]);
    expect(page.all("main")).toHaveLength(1);
    expect(page.find("main h1").textContent).toBe("Ana");
  });
});
