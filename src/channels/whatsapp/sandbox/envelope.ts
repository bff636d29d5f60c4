/** A refusal as Graph words it. */
export interface GraphError {
  readonly status: number;
  readonly code: number;
  readonly body: unknown;
}

interface Form {
  readonly status: number;
  readonly message: string;
}

const FORMS: Readonly<Record<number, Form>> = {
  0: { status: 401, message: "AuthException" },
  1: { status: 400, message: "API Unknown" },
  2: { status: 503, message: "API Service" },
  3: { status: 500, message: "API Method" },
  4: { status: 400, message: "API Too Many Calls" },
  10: { status: 403, message: "Permission Denied" },
  100: { status: 400, message: "Invalid parameter" },
  190: { status: 401, message: "Error validating access token: Session has expired" },
  368: { status: 403, message: "Temporarily blocked for policies violations" },
  80007: { status: 400, message: "Rate limit issues" },
  130429: { status: 400, message: "Rate limit hit" },
  130472: { status: 400, message: "User's number is part of an experiment" },
  130497: { status: 403, message: "Business account is restricted from messaging users in this country" },
  131000: { status: 500, message: "Something went wrong" },
  131005: { status: 403, message: "Access denied" },
  131008: { status: 400, message: "Required parameter is missing" },
  131009: { status: 400, message: "Parameter value is not valid" },
  131016: { status: 500, message: "Service unavailable" },
  131026: { status: 400, message: "Message undeliverable" },
  131031: { status: 403, message: "Account has been locked" },
  131037: {
    status: 400,
    message: "WhatsApp provided number needs display name approval before message can be sent",
  },
  131042: { status: 400, message: "Business eligibility payment issue" },
  131045: { status: 400, message: "Incorrect certificate" },
  131047: { status: 400, message: "Re-engagement message" },
  131048: { status: 400, message: "Spam rate limit hit" },
  131049: {
    status: 400,
    message: "This message was not delivered to maintain healthy ecosystem engagement.",
  },
  131050: { status: 400, message: "User has stopped marketing messages" },
  131051: { status: 400, message: "Unsupported message type" },
  131052: { status: 400, message: "Media download error" },
  131053: { status: 400, message: "Media upload error" },
  131056: { status: 400, message: "(Business Account, Consumer Account) pair rate limit hit" },
  131057: { status: 500, message: "Account in maintenance mode" },
  131062: { status: 400, message: "Business-scoped user id recipients are not supported for this message" },
  132000: { status: 400, message: "Number of parameters does not match the expected number of params" },
  132001: { status: 404, message: "Template name does not exist in the translation" },
  133004: { status: 503, message: "Server is temporarily unavailable" },
  133010: { status: 400, message: "Phone number not registered" },
};

/** The error envelope of a code, with Meta's status and message for it. */
export function graphError(code: number, details?: string): GraphError {
  const form = FORMS[code] ?? { status: 400, message: "Unknown error" };
  return {
    status: form.status,
    code,
    body: {
      error: {
        message: `(#${code}) ${form.message}`,
        type: "OAuthException",
        code,
        ...(details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details } }),
        fbtrace_id: "AsandboxTraceAAAAAAAAAAA",
      },
    },
  };
}

/** What Graph answers for an id it does not know, or that this token may not see: code 100, subcode 33. */
export function unknownObject(id: string): GraphError {
  return {
    status: 400,
    code: 100,
    body: {
      error: {
        message: `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
        type: "GraphMethodException",
        code: 100,
        error_subcode: 33,
        fbtrace_id: "AsandboxTraceAAAAAAAAAAA",
      },
    },
  };
}

/** A code as it stands in the `errors[]` of a failed status. */
export function statusError(code: number, details: string): object {
  const message = FORMS[code]?.message ?? "Unknown error";
  return {
    code,
    title: message,
    message,
    error_data: { details },
    href: "/documentation/business-messaging/whatsapp/support/error-codes",
  };
}
