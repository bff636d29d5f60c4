import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/platform/package-root.ts";

/** One exchange with a real QloApps 1.6.1, as it went over the wire. */
export interface Recording {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly contentType?: string;
  readonly requestBody: string;
  readonly status: number;
  readonly responseType: string;
  readonly responseBody: string;
}

const FOLDER = join(packageRoot(), "test", "contracts", "qloapps");

/** All of them, in the order they were made. */
export function recordings(): Recording[] {
  const lines = readFileSync(join(FOLDER, "index.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => recording((JSON.parse(line) as { name: string }).name));
}

export function recording(name: string): Recording {
  const request = split(readFileSync(join(FOLDER, `${name}.request`), "utf8"));
  const response = split(readFileSync(join(FOLDER, `${name}.response`), "utf8"));
  const [method = "", path = ""] = request.first.split(" ");
  const authorization = request.headers.get("authorization");
  const contentType = request.headers.get("content-type");
  return {
    name,
    method,
    path,
    ...(authorization ? { authorization } : {}),
    ...(contentType ? { contentType } : {}),
    requestBody: request.body,
    status: Number(response.first.split(" ")[1]),
    responseType: response.headers.get("content-type") ?? "",
    responseBody: response.body,
  };
}

function split(text: string): { first: string; headers: Map<string, string>; body: string } {
  const plain = text.replaceAll("\r\n", "\n");
  const end = plain.indexOf("\n\n");
  const [first = "", ...lines] = (end === -1 ? plain : plain.slice(0, end)).split("\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { first, headers: new Map(headers), body: end === -1 ? "" : plain.slice(end + 2) };
}
