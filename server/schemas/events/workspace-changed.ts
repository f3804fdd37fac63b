import { z } from "zod";
import { described } from "./described.ts";

/** A version of a bot was published. */
export const botPublished = z.object({
  bot_id: described(z.string(), "The bot.", "bot_01k5x7zt0v4n8h2c6p9s3g1mfj"),
  bot_name: described(z.string(), "Its name.", "Parcel assistant"),
  bot_url: described(z.url(), "Its page.", "https://parley.example.com/bots/bot_01k5x7zt0v4n8h2c6p9s3g1mfj"),
  version_id: described(z.string(), "The version.", "ver_01k5x87k3l7m1n5b9v2c6x0zas"),
  version_number: described(z.int(), "Its number; the bot's first version is 1.", 7),
  published_by: described(
    z.string().nullable(),
    "The member who published it; null if it was no member.",
    "usr_01k5x7xq8w2e6r0t4y9u3i7opa",
  ),
  published_at: described(z.iso.datetime(), "When it was published.", "2026-03-02T08:58:20.000Z"),
});

/** An endpoint gets no more events. */
export const endpointDisabled = z.object({
  endpoint_id: described(z.string(), "The endpoint.", "end_01k5x81m5q9w3e7r1t4y8u2iop"),
  endpoint_name: described(z.string(), "Its name.", "CRM"),
  endpoint_url: described(
    z.string(),
    "Its address; the values of its query are masked.",
    "https://crm.example.com/parley?key=•••",
  ),
  reason: described(
    z.enum(["member", "gone", "failing"]),
    "`member`: a member turned it off. `gone`: it answered 410. `failing`: it failed for 5 days.",
    "failing",
  ),
  failing_since: described(
    z.iso.datetime().nullable(),
    "When the first of its failures in a row was; null if the newest attempt succeeded.",
    "2026-02-25T09:15:05.000Z",
  ),
  disabled_at: described(z.iso.datetime(), "When it was turned off.", "2026-03-02T09:15:05.210Z"),
});
