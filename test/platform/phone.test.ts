import { expect, test } from "vitest";
import { dialled, otherwiseWritten, plainPhone } from "../../src/platform/phone.ts";

test.each([
  ["5215512345678", "525512345678"],
  ["5491123456789", "541123456789"],
  ["5493511234567", "543511234567"],
  ["5511987654321", "551187654321"],
])("%s and %s are one telephone", (long, short) => {
  expect([plainPhone(long), plainPhone(short)]).toEqual([short, short]);
  expect([otherwiseWritten(long), otherwiseWritten(short)]).toEqual([short, long]);
});

test.each([
  ["5215512345678", "525512345678"],
  ["525512345678", "525512345678"],
  ["5491123456789", "5491123456789"],
  ["5511987654321", "5511987654321"],
  ["34600111222", "34600111222"],
])("%s is dialled as %s", (digits, number) => expect(dialled(digits)).toBe(number));

test.each([
  ["34600111222", "Spain"],
  ["15215512345", "North America"],
  ["52155123456", "Mexico, a digit short"],
  ["52155123456789", "Mexico, a digit long"],
  ["551134567890", "a fixed telephone in Brazil"],
  ["5511934567890", "a mobile one in Brazil that never was eight digits long"],
  ["", "nothing"],
])("%s is written in one way (%s)", (digits) => {
  expect(plainPhone(digits)).toBe(digits);
  expect(otherwiseWritten(digits)).toBeUndefined();
});
