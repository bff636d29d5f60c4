import { describe, expect, it } from "vitest";
import { Failure } from "../../../src/web/public/api.js";
import { DOOR, desk, PROBE, row, turn, view } from "../support/told.ts";

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
