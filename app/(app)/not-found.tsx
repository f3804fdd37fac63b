import type { Metadata } from "next";
import { NotFoundNotice } from "@/components/shell/not-found-notice";
import { NoticePanel } from "@/components/shell/notice-frame";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <NoticePanel>
      <NotFoundNotice />
    </NoticePanel>
  );
}
