import { ChatNotice } from "@/components/chat-page/chat-notice";

export default function ChatNotFound() {
  return (
    <ChatNotice title="There is no chat at this address">
      The link may be incomplete or out of date. Ask the company that gave it to you for a new one.
    </ChatNotice>
  );
}
