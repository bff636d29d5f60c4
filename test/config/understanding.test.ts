import { expect, it } from "vitest";
import { understandingConfig, understandingSchema } from "../../src/config/understanding.ts";

const parse = (url: string) => understandingSchema.safeParse({ language_model: { url } });

it.each([
  "http://127.0.0.1:8080",
  "http://127.1.2.3:8080/",
  "http://localhost:8080/llama",
  "http://[::1]:8080",
])("takes a model on this machine: %s", (url) => {
  expect(parse(url).success).toBe(true);
});

it.each([
  "https://api.openai.com/v1",
  "http://192.168.1.20:8080",
  "http://localhost.evil.example:8080",
  "http://127.0.0.1.evil.example",
  "http://127.0.0.1@evil.example",
  "http://0.0.0.0:8080",
  "http://[::ffff:8.8.8.8]:80",
  "file:///etc/passwd",
  "127.0.0.1:8080",
  "",
])("refuses one that is not, and says why: «%s»", (url) => {
  const [issue] = parse(url).error?.issues ?? [];
  expect(issue?.message).toContain("must be a server on this machine");
  expect(issue?.message).toContain("does not leave it");
});

it("asks nobody that is not written", () => {
  expect(understandingConfig(understandingSchema.parse({}))).toEqual({});
  const config = understandingConfig(
    understandingSchema.parse({ embeddings: { url: "http://127.0.0.1:8081/" } }),
  );
  expect(config).toEqual({
    embeddings: { url: "http://127.0.0.1:8081", timeoutMs: 400, leastSimilarity: 0.6 },
  });
});
