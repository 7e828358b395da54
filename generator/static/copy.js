/* Buttons that copy what stands before them. Where the clipboard is closed, they select it. The offline copy loads this as a
   classic script, in which a block keeps names to itself. */
{
  const status = document.querySelector("[data-copied]");

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      const text = button.previousElementSibling;
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(text.textContent);
        status.textContent = status.dataset.copied;
      } catch {
        getSelection().selectAllChildren(text);
        status.textContent = status.dataset.selected;
      }
    };
  }
}
