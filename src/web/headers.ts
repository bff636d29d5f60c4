/**
 * Nothing but the page's own files runs, nothing is loaded from elsewhere, nobody frames it, and no text can become markup:
 * the page never parses HTML at run time, and browsers that know trusted types are told to refuse it.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "cache-control": "no-store",
};

/** What a guest sent is shown as a picture or a document and can do nothing. */
export const GUEST_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
