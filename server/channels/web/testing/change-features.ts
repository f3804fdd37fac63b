import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "@/db/client";
import { channels } from "@/db/schema/conversations";
import type { WidgetFeatures, widgetSettings } from "@/server/schemas/widget/widget-settings";
import { forgetWebChannel } from "../find-web-channel";
import type { WebBot } from "./web-bot";

/** Turns parts of the widget on or off, and sets others of its settings; what is left out is as at the start. */
export async function changeFeatures(
  { channelId, publicId }: WebBot,
  features: Partial<WidgetFeatures>,
  others: Omit<z.input<typeof widgetSettings>, "features"> = {},
): Promise<void> {
  const widget = JSON.stringify({ widget: { ...others, features } });
  await db
    .update(channels)
    .set({ settings: sql`${channels.settings} || ${widget}::jsonb` })
    .where(eq(channels.id, channelId));
  forgetWebChannel(publicId);
}
