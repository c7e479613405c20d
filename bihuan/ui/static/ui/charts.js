// Draws every [data-chart] from the JSON that its page carries beside it (bihuan/ui/charts.py builds it).
(function () {
  "use strict";

  function draw(holder) {
    var source = document.getElementById(holder.dataset.chart);
    if (!source || !window.echarts || window.echarts.getInstanceByDom(holder)) return;
    var chart = window.echarts.init(holder);
    chart.setOption(JSON.parse(source.textContent));
    new ResizeObserver(function () { chart.resize(); }).observe(holder);
  }

  function drawAll(root) {
    root.querySelectorAll("[data-chart]").forEach(draw);
  }

  document.addEventListener("DOMContentLoaded", function () { drawAll(document); });
  document.addEventListener("htmx:afterSettle", function (event) { drawAll(event.target); });
})();
