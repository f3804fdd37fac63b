"use client";

import { ErrorNotice, type ErrorNoticeProps } from "@/components/shell/error-notice";
import { NoticePanel } from "@/components/shell/notice-frame";

export default function ErrorPage(props: ErrorNoticeProps) {
  return (
    <NoticePanel>
      <ErrorNotice {...props} />
    </NoticePanel>
  );
}
