import { demoAppointment, demoAppointmentInput } from "@/server/demo/demo-appointment";
import { limitBody } from "@/server/http/body/limit-body";

/** The demo practice that the appointments template calls. It confirms any valid booking and stores none. */
export const POST = limitBody(async (request) => {
  const booking = demoAppointmentInput.safeParse(await request.json().catch(() => null));
  if (!booking.success) {
    return Response.json({ error: "invalid_booking", details: booking.error.issues }, { status: 422 });
  }
  return Response.json(demoAppointment(booking.data), { status: 201 });
});
