import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { listedSum } from "../../../audio/ears/model-file.ts";
import { progressBar } from "../../../src/ops/model/progress.ts";
import { pullModel } from "../../../src/ops/model/pull-model.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const model = randomBytes(300_000);
const sha256 = createHash("sha256").update(model).digest("hex");

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/ggml-small.bin`;
}

const whole = (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "content-length": model.length }).end(model);
};

/** Sends on, to where `to` says the first time, the second…; to nowhere where it says "". */
function redirects(status: number, to: (count: number) => string): Answer {
  let count = 0;
  return (_, response) => {
    const location = to(++count);
    response.writeHead(status, location ? { location } : {}).end();
  };
}

describe("pulling a model", () => {
  it("keeps it under its name, lists its sum, and tells how far it is", async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, "SHA256SUMS"),
      `${"0".repeat(64)}  other.bin\n${"1".repeat(64)}  ggml-small.bin\n`,
    );
    const seen: number[] = [];
    const pulled = await pullModel({
      url: await serve(whole),
      sha256: sha256.toUpperCase(),
      folder,
      onProgress: (received, total) => seen.push(received / (total ?? 1)),
    });
    expect(pulled).toEqual({
      path: join(folder, "ggml-small.bin"),
      bytes: model.length,
      sha256,
      already: false,
    });
    expect(await readFile(pulled.path)).toEqual(model);
    expect(await listedSum(pulled.path)).toBe(sha256);
    expect(await listedSum(join(folder, "other.bin"))).toBe("0".repeat(64));
    expect(seen.at(-1)).toBe(1);
  });

  it("does not fetch again what is there", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "ggml-small.bin"), model);
    const url = await serve((_, response) => response.writeHead(500).end());
    await expect(pullModel({ url, sha256, folder })).resolves.toMatchObject({ already: true });
  });

  it("continues where a broken download stopped", async () => {
    const folder = await temporaryFolder();
    const ranges: (string | undefined)[] = [];
    let cut = (): unknown => undefined;
    const url = await serve((request, response) => {
      ranges.push(request.headers.range);
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
      const rest = model.subarray(from);
      response.writeHead(from > 0 ? 206 : 200, { "content-length": rest.length });
      if (from > 0) response.end(rest);
      else response.write(rest.subarray(0, 100_000));
      cut = () => response.destroy();
    });
    const broken = pullModel({ url, sha256, folder, onProgress: () => cut() });
    await expect(broken).rejects.toMatchObject({ code: "DOWNLOAD_FAILED" });
    await expect(stat(join(folder, "ggml-small.bin"))).rejects.toThrow("ENOENT");
    const { size } = await stat(join(folder, "ggml-small.bin.part"));
    expect(size).toBeGreaterThan(0);
    await expect(pullModel({ url, sha256, folder })).resolves.toMatchObject({ bytes: model.length });
    expect(ranges).toEqual([undefined, `bytes=${size}-`]);
  });

  it("begins anew with a server that cannot continue", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "ggml-small.bin.part"), "half of something else");
    await expect(pullModel({ url: await serve(whole), sha256, folder })).resolves.toMatchObject({ sha256 });
  });

  it("throws away what has another sum", async () => {
    const folder = await temporaryFolder();
    const pulling = pullModel({ url: await serve(whole), sha256: "f".repeat(64), folder });
    await expect(pulling).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED", details: { found: sha256 } });
    await expect(stat(join(folder, "ggml-small.bin"))).rejects.toThrow("ENOENT");
    await expect(stat(join(folder, "ggml-small.bin.part"))).rejects.toThrow("ENOENT");
  });

  it("follows a server that sends on, from where a broken download stopped, under the name that was asked for", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "ggml-small.bin.part"), model.subarray(0, 1_000));
    const ranges: (string | undefined)[] = [];
    const there = await serve((request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(206, { "content-length": model.length - 1_000 }).end(model.subarray(1_000));
    });
    const target = new URL("/blobs/4f2a?signature=x", there).href;
    const url = await serve(redirects(302, (count) => (count < 5 ? "/again" : target)));
    const pulled = await pullModel({ url, sha256, folder });
    expect(pulled).toMatchObject({ path: join(folder, "ggml-small.bin"), sha256 });
    expect(ranges).toEqual(["bytes=1000-"]);
    const other = await serve(redirects(307, () => target));
    const damaged = pullModel({ url: other, sha256: "f".repeat(64), folder: await temporaryFolder() });
    await expect(damaged).rejects.toMatchObject({ code: "SPEECH_MODEL_DAMAGED" });
  });

  it.each([
    ["a circle", redirects(302, () => "/again"), "sent on more than 5 times"],
    ["nowhere", redirects(302, () => ""), "the server answered 302"],
    ["a file", redirects(302, () => "file:///etc/passwd"), "«file:»"],
    ["a choice", (_, response) => void response.writeHead(300).end(), "the server answered 300"],
    ["nothing", (_, response) => void response.writeHead(404).end(), "the server answered 404"],
  ] satisfies [string, Answer, string][])("gives up for good at %s", async (_, answer, what) => {
    const pulling = pullModel({ url: await serve(answer), sha256, folder: await temporaryFolder() });
    await expect(pulling).rejects.toMatchObject({
      code: "DOWNLOAD_REFUSED",
      exit: 2,
      message: expect.stringContaining(what),
    });
  });

  it("may be tried again where the server is in trouble", async () => {
    for (const status of [429, 503]) {
      const url = await serve((_, response) => void response.writeHead(status).end());
      const pulling = pullModel({ url, sha256, folder: await temporaryFolder() });
      await expect(pulling).rejects.toMatchObject({ code: "DOWNLOAD_FAILED", exit: 75 });
    }
  });

  it("says what the server said, and what an address must end in", async () => {
    const folder = await temporaryFolder();
    const url = await serve((_, response) => response.writeHead(404).end());
    await expect(pullModel({ url, sha256, folder })).rejects.toThrow("the server answered 404");
    for (const wrong of ["http://127.0.0.1/../../etc/passwd", "http://127.0.0.1/", "no address"]) {
      await expect(pullModel({ url: wrong, sha256, folder })).rejects.toMatchObject({
        code: "REQUEST_INVALID",
      });
    }
  });

  it("refuses what the disk cannot hold before a byte is written", async () => {
    const folder = await temporaryFolder();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": 10 ** 15 });
      response.write("x");
    });
    await expect(pullModel({ url, sha256, folder })).rejects.toMatchObject({ code: "STATE_UNUSABLE" });
    await expect(stat(join(folder, "ggml-small.bin.part"))).rejects.toThrow("ENOENT");
  });
});

describe("the progress bar", () => {
  function screen(isTTY: boolean): { text: string; isTTY: boolean; write(text: string): void } {
    return {
      text: "",
      isTTY,
      write(text) {
        this.text += text;
      },
    };
  }

  it("is redrawn in place on a terminal and ends its line", () => {
    const terminal = screen(true);
    const bar = progressBar(terminal, true);
    for (const part of [10, 10, 50, 100]) bar.show(part, 100);
    bar.end();
    expect(
      terminal.text
        .split("\r")
        .slice(1)
        .map((line) => /(\d+) %/.exec(line)?.[1]),
    ).toEqual(["10", "50", "100"]);
    expect(terminal.text.endsWith("\n")).toBe(true);
  });

  it("is one line each ten per cent in a log, and nothing under --json", () => {
    const log = screen(false);
    const bar = progressBar(log, true);
    for (let part = 1; part <= 100; part++) bar.show(part, 100);
    bar.end();
    expect(log.text.trim().split("\n")).toHaveLength(11);
    const quiet = screen(true);
    progressBar(quiet, false).show(50, 100);
    expect(quiet.text).toBe("");
  });
});
