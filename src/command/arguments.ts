import { Args } from "@oclif/core";

/** A row by its number: `what` says whose, and where it is shown. */
function numberArgument(what: string) {
  return Args.integer({ required: true, min: 1, description: what });
}

export const conversationArgument = () => numberArgument("The conversation's number, as «inbox» shows it.");
export const requestArgument = () => numberArgument("The request's number, as «requests» shows it.");
export const depositArgument = () => numberArgument("The deposit's number, as «deposits» shows it.");
