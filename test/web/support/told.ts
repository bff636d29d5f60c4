import { openPage, type Page } from "./page.ts";

export const AT = new Date().toISOString();
export const PROBE = `<img src=x onerror="alert(1)"><script>alert(2)</script> & "quoted"`;
export const DOOR = {
  ...{ schema: 1, hotel: { name: "Hotel Miramar", timeZone: "Europe/Madrid" }, language: "es" },
  ...{ languages: ["es", "en", "pt"], person: "Marta", expiresAt: AT },
};

export const row = (change: object = {}) => ({
  ...{ id: 7, channel: "whatsapp", who: "Ana", language: "es", mode: "bot", waiting: null },
  ...{ waitingSince: null, holder: null, lastText: "hola", lastAt: AT },
  ...change,
});
export const turn = (change: object = {}) => ({
  ...{ direction: "in", author: "guest", by: null, kind: "text", text: "hola", at: AT },
  ...change,
});
export const view = (change: object = {}) => ({
  ...{ schema: 1, id: 7, mode: "bot", turns: [turn()], requests: [], deposits: [], outbox: [] },
  ...change,
});

export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
}

/** A page on which Marta is logged in, and all it asks. */
export async function desk(
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
