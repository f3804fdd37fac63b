import { createHash } from "node:crypto";
import { z } from "zod";

export const demoAppointmentInput = z.object({
  name: z.string().min(1),
  phone: z.string().min(5),
  starts_at: z.iso.datetime({ offset: true, local: true }),
});

/** Confirms a booking at the demo practice with a number derived from its data. Nothing is stored. */
export function demoAppointment(booking: z.infer<typeof demoAppointmentInput>) {
  const digest = createHash("sha256").update(JSON.stringify(booking)).digest("hex");
  return {
    confirmation_number: `C-${digest.slice(0, 6).toUpperCase()}`,
    name: booking.name,
    starts_at: booking.starts_at,
  };
}
