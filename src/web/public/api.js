/** Asks the daemon. Every failure is an `Failure` with a code, a sentence and a cure; nothing else is thrown. */
export class Failure extends Error {
  constructor({ code, message, cure = "", details = {} }) {
    super(message);
    this.code = code;
    this.cure = cure;
    this.details = details;
  }
}

const WAIT_MS = 20_000;

export async function ask(path, { method = "GET", body, fetch = globalThis.fetch } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(WAIT_MS),
      headers: {
        "x-hotelbot-desk": "1",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Failure({ code: "OFFLINE", message: "hotelbot does not answer." });
  }
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  throw new Failure(answer?.error ?? { code: "OFFLINE", message: `hotelbot answered ${response.status}.` });
}
