import type { Metadata } from "next";
import { NotFoundNotice } from "@/components/shell/not-found-notice";
import { NoticePage } from "@/components/shell/notice-frame";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <NoticePage>
      <NotFoundNotice />
    </NoticePage>
  );
}
