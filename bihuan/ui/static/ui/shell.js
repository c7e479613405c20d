// Small comforts; every page works without them.
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    var search = document.querySelector("[data-search]");
    if (event.key !== "/" || !search || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    search.focus();
  });

  // A choice in a filter is a question: ask it at once. Text waits for Enter or the button.
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-ask-at-once]");
    if (form && event.target.matches("select, input[type=date]")) form.requestSubmit();
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.account[open]").forEach(function (sheet) {
      if (!sheet.contains(event.target)) sheet.removeAttribute("open");
    });
    if (event.target.closest("[data-print]")) window.print();
  });
})();
