import { createHmac } from "node:crypto";
import { verifySignature } from "@kapso/whatsapp-cloud-api/server";
import { describe, expect, it } from "vitest";
import { wireJson } from "../../../src/channels/whatsapp/sandbox/wire.ts";
import { isSigned, sameSecret, sign } from "../../../src/channels/whatsapp/signature.ts";
import { contract } from "./support.ts";

const vector = JSON.parse(contract("_signature-vector").toString()) as {
  app_secret: string;
  raw_body: string;
  x_hub_signature_256: string;
  wrong_signature_over_restringified: string;
};
const raw = Buffer.from(vector.raw_body);

describe("signature", () => {
  it("is the vector's, over the bytes as they came", () => {
    expect(sign(vector.app_secret, raw)).toBe(vector.x_hub_signature_256);
    expect(isSigned(raw, vector.x_hub_signature_256, [vector.app_secret])).toBe(true);
  });

  it("refuses the same JSON written again", () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(vector.raw_body)));
    expect(isSigned(again, vector.x_hub_signature_256, [vector.app_secret])).toBe(false);
    expect(isSigned(raw, vector.wrong_signature_over_restringified, [vector.app_secret])).toBe(false);
  });

  it("takes either secret while one is being rotated", () => {
    const header = vector.x_hub_signature_256;
    expect(isSigned(raw, header, ["next", vector.app_secret])).toBe(true);
    expect(isSigned(raw, header, [vector.app_secret, "next"])).toBe(true);
    expect(isSigned(raw, header, ["next", "another"])).toBe(false);
  });

  it("takes no secret and an empty secret for no protection at all", () => {
    const empty = `sha256=${createHmac("sha256", "").update(raw).digest("hex")}`;
    expect(isSigned(raw, empty, [""])).toBe(false);
    expect(isSigned(raw, vector.x_hub_signature_256, [])).toBe(false);
  });

  it.each([
    undefined,
    "",
    "sha256=",
    vector.x_hub_signature_256.slice(0, -1),
    `${vector.x_hub_signature_256}0`,
    vector.x_hub_signature_256.replace("sha256", "sha1"),
    vector.x_hub_signature_256.replace(/.$/, "g"),
    ` ${vector.x_hub_signature_256}`,
  ])("refuses the header %j", (header) => {
    expect(isSigned(raw, header, [vector.app_secret])).toBe(false);
  });

  it("is read by a foreign verifier", () => {
    const body = wireJson({ text: "¿Ñandú / 5 €? 🏨" });
    const signatureHeader = sign("s3cret", body);
    expect(verifySignature({ appSecret: "s3cret", rawBody: body, signatureHeader })).toBe(true);
    expect(verifySignature({ appSecret: "other", rawBody: body, signatureHeader })).toBe(false);
  });
});

describe("wire form", () => {
  it("is the vector's own", () => {
    expect(wireJson(JSON.parse(vector.raw_body)).toString()).toBe(vector.raw_body);
  });
});

describe("secrets", () => {
  it("compares whole texts and takes an empty one for none", () => {
    expect(sameSecret("token", "token")).toBe(true);
    expect(sameSecret("token", "token2")).toBe(false);
    expect(sameSecret("", "")).toBe(false);
  });
});
