/** What hotelbot keeps secret, by the name of its file or systemd credential. Commands read this at their start. */
export const SECRET_NAMES = [
  "alert-smtp-password",
  "alert-webhook-token",
  "phone-secret",
  "pms-key",
  "whatsapp-app-secret",
  "whatsapp-token",
  "whatsapp-verify-token",
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];
