import { after } from "next/server";
import { answerWidgetScript } from "@/server/channels/web/script/answer-widget-script";

/** The script that a site includes (CONTRACTS §7). `?c=<public id>` adds the channel's settings for the launcher. */
export function GET(request: Request): Promise<Response> {
  return answerWidgetScript(request, after);
}
