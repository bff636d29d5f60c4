import { expect, test } from "vitest";
import { callerPhone } from "../../src/daemon/caller.ts";

test.each([
  ["+34600111222", "ES", "+34600111222"],
  ["0034600111222", "ES", "+34600111222"],
  ["600111222", "ES", "+34600111222"],
  ["600 111 222", "ES", "+34600111222"],
  ["34600111222", "ES", "+34600111222"],
  ["351912345678", "ES", "+351912345678"],
  ["11987654321", "BR", "+5511987654321"],
  ["525512345678", "MX", "+525512345678"],
  ["5215512345678", "MX", "+525512345678"],
  ["+5215512345678", "ES", "+525512345678"],
  ["+5491123456789", "AR", "+5491123456789"],
  ["+13345550199", undefined, "+13345550199"],
])("a call from %s at a hotel in %s is from %s", (number, country, phone) => {
  expect(callerPhone(number, country)).toBe(phone);
});

test.each([undefined, "", "101", "anonymous", "1000101", "+34", "*43", "reception"])(
  "%s is nobody's telephone",
  (number) => {
    expect(callerPhone(number, "ES")).toBeUndefined();
  },
);

test.each([
  ["10023", "DE"],
  ["100234", "IT"],
  ["70123", "FI"],
])("extension %s of a hotel in %s is nobody's telephone", (number, country) => {
  expect(callerPhone(number, country)).toBeUndefined();
});
