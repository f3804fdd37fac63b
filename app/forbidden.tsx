import type { Metadata } from "next";
import { ForbiddenNotice } from "@/components/shell/forbidden-notice";
import { NoticePage } from "@/components/shell/notice-frame";

export const metadata: Metadata = { title: "No access" };

/** Every page shows this to a user who is not a member of the requested workspace. */
export default function Forbidden() {
  return (
    <NoticePage>
      <ForbiddenNotice />
    </NoticePage>
  );
}
