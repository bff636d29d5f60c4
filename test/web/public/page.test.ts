import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/web/public/api.js";
import { openPage, type Page } from "../support/page.ts";

const AT = new Date().toISOString();
const PROBE = `<img src=x onerror="alert(1)"><script>alert(2)</script> & "quoted"`;
const DOOR = {
  ...{ schema: 1, hotel: { name: "Hotel Miramar", timeZone: "Europe/Madrid" }, language: "es" },
  ...{ languages: ["es", "en", "pt"], person: "Marta", expiresAt: AT },
};

const row = (change: object = {}) => ({
  ...{ id: 7, channel: "whatsapp", who: "Ana", language: "es", mode: "bot", waiting: null },
  ...{ waitingSince: null, holder: null, lastText: "hola", lastAt: AT },
  ...change,
});
const turn = (change: object = {}) => ({
  ...{ direction: "in", author: "guest", by: null, kind: "text", text: "hola", at: AT },
  ...change,
});
const view = (change: object = {}) => ({
  ...{ schema: 1, id: 7, mode: "bot", turns: [turn()], requests: [], deposits: [], outbox: [] },
  ...change,
});

interface Asked {
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
}

/** A page on which Marta is logged in, and all it asks. */
async function desk(
  answers: Record<string, unknown> = {},
  hash = "",
): Promise<{ page: Page; asked: Asked[] }> {
  const asked: Asked[] = [];
  const page = await openPage(
    {
      async request(path, { method = "GET", body } = {}) {
        asked.push({ path, method, body });
        const answer = answers[`${method} ${path}`] ?? (path === "/api/door" ? DOOR : undefined);
        if (answer instanceof Error) throw answer;
        if (answer === undefined) throw new Error(`nobody answers ${method} ${path}`);
        return answer;
      },
    },
    hash,
  );
  return { page, asked };
}

describe("the door", () => {
  it("asks a stranger for name and PIN, and says in their language what went wrong and what to do", async () => {
    const refused = new Failure({ code: "DESK_LOGIN_REFUSED", message: "english", cure: "english" });
    const { page, asked } = await desk({
      "GET /api/door": { ...DOOR, person: null, language: "pt" },
      "POST /api/session": refused,
    });
    expect(page.window.document.documentElement.lang).toBe("pt");
    page.type("input[name=name]", "Marta");
    page.type("input[name=pin]", "000000");
    await page.click("form button");
    expect(asked.at(-1)).toMatchObject({ path: "/api/session", body: { name: "Marta", pin: "000000" } });
    expect(page.find("[role=alert]").textContent).toContain("Escreva-os de novo");
    // What was typed is still there.
    expect((page.find("input[name=name]") as unknown as { value: string }).value).toBe("Marta");
  });

  it("uses a link up without keeping it in the address", async () => {
    const { page, asked } = await desk(
      { "GET /api/door": { ...DOOR, person: null }, "POST /api/session": { person: "Marta" } },
      "#link=secret-token",
    );
    expect(asked.find(({ method }) => method === "POST")?.body).toEqual({ link: "secret-token" });
    expect(page.window.location.href).not.toContain("secret");
    expect(page.find(".person").textContent).toBe("Marta");
  });

  it("leaves nothing of a guest on the screen when the log-in ends", async () => {
    const { page } = await desk();
    page.line.told("inbox", { conversations: [row()] });
    await page.drawn();
    expect(page.text()).toContain("Ana");
    page.line.ended();
    await page.drawn();
    expect(page.text()).not.toContain("Ana");
    expect(page.find("[role=alert]").textContent).toContain("La sesión ha terminado");
  });
});

describe("the conversations", () => {
  it("show a guest's words as the text they are, wherever they stand", async () => {
    const { page } = await desk({}, "#inbox/7");
    page.line.told("inbox", {
      conversations: [row({ who: PROBE, lastText: PROBE, waiting: "emergency" })],
    });
    page.line.told("conversation", view({ turns: [turn({ text: PROBE })] }));
    await page.drawn();
    expect(page.find(".row strong").textContent).toBe(PROBE);
    expect(page.find(".row .said").textContent).toBe(PROBE);
    expect(page.find(".turn .words").textContent).toBe(PROBE);
    expect(page.find(".alarm").textContent).toContain(PROBE);
    expect(page.all("#desk img, #desk script")).toEqual([]);
    expect(page.line.watched).toEqual([7]);
  });

  it("say who waits for what, who has whom, and nothing when nobody has written", async () => {
    const { page } = await desk();
    expect(page.text()).toContain("Un momento…");
    page.line.told("inbox", { conversations: [] });
    await page.drawn();
    expect(page.text()).toContain("Todavía no ha escrito nadie.");
    const waits = row({ waiting: "complaint", waitingSince: new Date(Date.now() - 300_000).toISOString() });
    page.line.told("inbox", {
      conversations: [waits, row({ id: 8, who: "Bea", holder: "Luis", mode: "person" })],
    });
    await page.drawn();
    const [ana, bea] = page.all(".row").map((each) => each.textContent);
    expect(ana).toContain("una queja, espera desde hace 5 min");
    expect(bea).toContain("la lleva Luis");
    expect(page.find("nav [aria-current] .count").textContent).toBe("1");
    expect(page.window.document.title).toBe("(1) Hotel Miramar");
  });

  it("keep what is being typed while new things are told, send it once, and then empty the field", async () => {
    const answer = view({
      mode: "person",
      turns: [turn(), turn({ author: "clerk", by: "Marta", direction: "out", text: "Voy" })],
    });
    const { page, asked } = await desk({ "POST /api/conversations/7": answer }, "#inbox/7");
    page.line.told("inbox", { conversations: [row()] });
    page.line.told("conversation", view());
    await page.drawn();
    const field = page.find("#field-reply") as unknown as { value: string };
    page.type("#field-reply", "  Voy ");
    page.line.told("inbox", { conversations: [row({ id: 9, who: "Zoe" }), row()] });
    page.line.told("conversation", view({ turns: [turn(), turn({ text: "¿hola?" })] }));
    await page.drawn();
    expect(page.find("#field-reply")).toBe(field);
    expect(field.value).toBe("  Voy ");
    await page.click(".write.reply button");
    const sent = asked.filter(({ method }) => method === "POST");
    expect(sent).toEqual([
      { path: "/api/conversations/7", method: "POST", body: { act: "reply", text: "Voy" } },
    ]);
    expect(field.value).toBe("");
    expect(page.all(".turn.house").at(-1)?.textContent).toContain("Marta");
  });

  it("keep the words when they could not be sent, with what to do", async () => {
    const closed = new Failure({ code: "WINDOW_CLOSED", message: "english", cure: "english" });
    const { page } = await desk({ "POST /api/conversations/7": closed }, "#inbox/7");
    page.line.told("inbox", { conversations: [row()] });
    page.line.told("conversation", view());
    await page.drawn();
    page.type("#field-reply", "Voy");
    await page.click(".write.reply button");
    expect((page.find("#field-reply") as unknown as { value: string }).value).toBe("Voy");
    expect(page.find(".notice.bad").textContent).toContain("Llámale por teléfono");
  });

  it("ring only where somebody wants it: for who waits, and for an emergency otherwise", async () => {
    const { page } = await desk();
    const tell = async (waiting: string | null) => {
      page.line.told("inbox", { conversations: [row({ waiting })] });
      await page.drawn();
    };
    await tell(null);
    await tell("asked");
    expect(page.rung).toEqual([]);
    expect(page.window.document.getElementById("polite")?.textContent).toContain("Ana");
    await page.click("[aria-pressed]");
    expect(page.rung).toEqual(["waiting"]);
    await tell("emergency");
    expect(page.rung).toEqual(["waiting", "emergency"]);
    expect(page.window.document.getElementById("urgent")?.textContent).toBe("Emergencia: Ana");
    expect(page.find("a.alarm").getAttribute("href")).toBe("#inbox/7");
  });
});

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
    const { page } = await desk({}, "#today");
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
      channel: "whatsapp",
      state: "dead",
      text: "Hasta mañana",
      error: "x",
      at: AT,
    };
    page.line.told("queue", { held: [], undelivered: [lost] });
    await page.drawn();
    expect(page.find(".badge.dead").textContent).toBe("abandonado");
    await page.click(".card .button:not(.quiet)");
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
