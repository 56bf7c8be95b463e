"""Wordings: aggregation methods, what each assumes, and why one refuses."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    "methods.weighted-sum.label": ("Weighted sum", "加权求和法"),
    "methods.weighted-sum.assumes": (
        "Points on anchored scales; strength in one criterion makes up for weakness in "
        "another. Decides the ranking.",
        "各指标按固定标尺给分，强项可以弥补弱项；排名以此为准。",
    ),
    "methods.weighted-product.label": ("Weighted product", "加权乘积法"),
    "methods.weighted-product.assumes": (
        "Ratios of positive numbers; less-is-better numbers are inverted. One zero would "
        "sink a vendor.",
        "要求数值均为正，按比值相乘，越小越好的指标取倒数；任何一项为零即全盘皆零。",
    ),
    "methods.topsis.label": ("TOPSIS", "TOPSIS 逼近理想解法"),
    "methods.topsis.assumes": (
        "Closeness to the best and distance from the worst vendor, columns divided by "
        "their length.",
        "向量归一化后，比较与最优、最劣供应商的距离。",
    ),
    "methods.topsis-min-max.label": ("TOPSIS, min-max scaling", "TOPSIS（极差归一化）"),
    "methods.topsis-min-max.assumes": (
        "TOPSIS with columns from 0 for the worst to 1 for the best vendor.",
        "按极差归一化（最差为 0，最好为 1）的 TOPSIS。",
    ),
    "methods.vikor.label": ("VIKOR", "VIKOR 折衷排序法"),
    "methods.vikor.assumes": (
        "Half the average, half the largest regret against the best vendor (v = 0.5); "
        "less is better.",
        "群体效用与个体遗憾各占一半（v = 0.5），数值越小越好。",
    ),
    "methods.copras.label": ("COPRAS", "COPRAS 复杂比例评估法"),
    "methods.copras.assumes": (
        "Columns divided by their sum; gains and costs apart. Needs a criterion that is "
        "to be minimised.",
        "按列求和归一化，效益与成本分开计算；至少要有一项越小越好的指标。",
    ),
    "methods.moora.label": ("MOORA (ratio system)", "MOORA 比率法"),
    "methods.moora.assumes": (
        "Columns divided by their length; costs are taken off gains.",
        "向量归一化后，效益之和减去成本之和。",
    ),
    "methods.reference-point-moora.label": ("MOORA (reference point)", "MOORA 参考点法"),
    "methods.reference-point-moora.assumes": (
        "The largest weighted distance to the best vendor of any column; less is better.",
        "各指标与最优值的加权距离取最大者，数值越小越好。",
    ),
    "methods.full-multiplicative-form.label": ("Full multiplicative form", "全乘法形式"),
    "methods.full-multiplicative-form.assumes": (
        "Product of gains over product of costs; positive numbers only. Weights do not "
        "change the order.",
        "效益连乘除以成本连乘；要求数值均为正，权重不影响次序。",
    ),
    "methods.multimoora.label": ("MULTIMOORA", "MULTIMOORA"),
    "methods.multimoora.assumes": (
        "Majority of ratio system, reference point and multiplicative form; positive numbers only.",
        "综合比率法、参考点法与全乘法形式，取多数；要求数值均为正。",
    ),
    "methods.aras.label": ("ARAS", "ARAS 加性比率评估法"),
    "methods.aras.assumes": (
        "Share of the ideal vendor’s sum; the ideal is scaled with the others, costs are inverted.",
        "与理想供应商之比；理想行一同归一化，成本取倒数。",
    ),
    "methods.mabac.label": ("MABAC", "MABAC 边界近似区域法"),
    "methods.mabac.assumes": (
        "Distance from the geometric mean of each column, scaled from worst to best vendor.",
        "按极差归一化后，比较与各列几何平均的距离。",
    ),
    "methods.mairca.label": ("MAIRCA", "MAIRCA 理想与现实差距法"),
    "methods.mairca.assumes": (
        "Gap between the best and the actual vendor, scaled from worst to best; less is better.",
        "按极差归一化后，与理想状态的差距之和，数值越小越好。",
    ),
    "methods.marcos.label": ("MARCOS", "MARCOS 折衷方案法"),
    "methods.marcos.assumes": (
        "Utility between the worst and the best vendor of each column, as ratios to the best.",
        "以与最优值之比衡量，介于反理想与理想之间的效用。",
    ),
    "methods.edas.label": ("EDAS", "EDAS 平均解距离法"),
    "methods.edas.assumes": (
        "Distances above and below the average vendor, as shares of the average.",
        "与平均水平的正负距离，按平均值折算。",
    ),
    "methods.codas.label": ("CODAS", "CODAS 组合距离评估法"),
    "methods.codas.assumes": (
        "Distance from the worst vendor, straight first and along the criteria where "
        "that is close (0.02).",
        "与最劣供应商的欧氏距离，接近时（0.02）再比较曼哈顿距离。",
    ),
    "methods.waspas.label": ("WASPAS", "WASPAS 加权和积法"),
    "methods.waspas.assumes": (
        "Half weighted sum, half weighted product of ratios to the best; positive numbers only.",
        "加权和与加权积各占一半，按与最优值之比；要求数值均为正。",
    ),
    "methods.cocoso.label": ("CoCoSo", "CoCoSo 组合折衷法"),
    "methods.cocoso.assumes": (
        "Compromise of weighted sum and powers, scaled from worst to best vendor.",
        "按极差归一化后，加权和与幂和的折衷。",
    ),
    "methods.ervd.label": ("ERVD", "ERVD 相对价值距离法"),
    "methods.ervd.assumes": (
        "Gains and losses against the average vendor, losses counting 2.25 times; "
        "columns divided by their sum.",
        "以平均水平为参照，损失按 2.25 倍计；按列求和归一化。",
    ),
    "methods.ocra.label": ("OCRA", "OCRA 运营竞争力评分法"),
    "methods.ocra.assumes": (
        "Differences as multiples of the least number of each criterion; positive numbers only.",
        "各项差距按该指标最小值的倍数计；要求数值均为正。",
    ),
    "methods.probid.label": ("PROBID", "PROBID 理想解谱系法"),
    "methods.probid.assumes": (
        "Distances to the whole spectrum of ideals and to the average; columns divided "
        "by their length.",
        "与由优到劣的各级理想解及平均解的距离；向量归一化。",
    ),
    "methods.simplified-probid.label": ("Simplified PROBID", "简化 PROBID"),
    "methods.simplified-probid.assumes": (
        "The same with the outer quarters of the spectrum only; meant for four vendors or more.",
        "仅取理想解谱系首尾各四分之一；宜有四家以上供应商。",
    ),
    "methods.ram.label": ("RAM", "RAM 求根评估法"),
    "methods.ram.assumes": (
        "Sum of gains under a root set by the sum of costs; columns divided by their sum.",
        "按列求和归一化，以成本之和为次数对效益之和开方。",
    ),
    "methods.rim.label": ("RIM", "RIM 参考理想法"),
    "methods.rim.assumes": (
        "Closeness to the best of each scale: 100 points, or the best vendor where there "
        "are no points.",
        "与各标尺理想值的接近程度：有标尺时为 100 分，否则取最优供应商。",
    ),
    "methods.spotis.label": ("SPOTIS", "SPOTIS 稳定偏好排序法"),
    "methods.spotis.assumes": (
        "Weighted distance to the best of each scale: 0-100 points, or from worst to best vendor.",
        "与各标尺理想值的加权距离：有标尺时为 0-100 分，否则取供应商的极差。",
    ),
    "methods.simus.label": ("SIMUS", "SIMUS 序贯线性规划法"),
    "methods.simus.assumes": (
        "A linear programme per criterion; weights are not used.",
        "每个指标求解一个线性规划；不使用权重。",
    ),
    "methods.electre2.label": ("ELECTRE II", "ELECTRE II"),
    "methods.electre2.assumes": (
        "Outranking with concordance 0.65, 0.5, 0.35 and discordance 0.65, 0.35; less is better.",
        "级别优于关系：和谐度 0.65、0.5、0.35，不和谐度 0.65、0.35；数值越小越好。",
    ),
    "methods.electre1.label": ("ELECTRE I", "ELECTRE I"),
    "methods.electre1.assumes": (
        "Names the vendors that none outranks (concordance 0.65, discordance 0.35); "
        "gives no ranking.",
        "找出不被任何一家优于的供应商（和谐度 0.65，不和谐度 0.35）；不给出排名。",
    ),
    # how a method relates to the weighted sum
    "methods.category.decides": ("decides the ranking", "决定排名"),
    "methods.category.repeats": (
        "repeats the weighted sum on this matrix",
        "在此矩阵上与加权求和等同",
    ),
    "methods.category.relative": ("relative to the vendors at hand", "相对于现有供应商"),
    "methods.category.multiplicative": (
        "multiplicative (refuses or punishes zeros)",
        "乘法型（拒绝或严惩零值）",
    ),
    "methods.category.ignores_weights": ("ignores weights", "不使用权重"),
    "methods.category.kernel": ("gives a kernel, no ranking", "只给出核，不给出排名"),
    # refusals
    "methods.refusal.needs_positive": (
        "{method} needs numbers above 0; {vendor} has {found} for {criterion}.",
        "{method} 要求数值大于 0;{vendor} 的 {criterion} 为 {found}。",
    ),
    "methods.refusal.no_negative": (
        "{method} needs numbers of 0 or more; {vendor} has {found} for {criterion}.",
        "{method} 要求数值不小于 0;{vendor} 的 {criterion} 为 {found}。",
    ),
    "methods.refusal.needs_min": (
        "{method} needs a criterion that is to be minimised; here more is better in all of them.",
        "{method} 至少需要一项越小越好的指标；此处所有指标均为越大越好。",
    ),
    "methods.refusal.no_costs": (
        "{method} divides by the criteria that are to be minimised; {vendor} has 0 in all of them.",
        "{method} 需除以越小越好的指标；{vendor} 的此类指标全部为 0。",
    ),
    "methods.refusal.empty_anti_ideal": (
        "{method} compares with the worst of each criterion, and that is 0 throughout.",
        "{method} 需与各指标的最差值相比，而此处最差值全部为 0。",
    ),
    "methods.refusal.worst_everywhere": (
        "{method} divides by the worst vendor’s sum, and {vendor} is worst in every criterion.",
        "{method} 需除以最差供应商的得分，而 {vendor} 在所有指标上均为最差。",
    ),
    "methods.refusal.undefined": (
        "{method} divides nothing by nothing on these numbers and gives no figure.",
        "{method} 在这组数值上出现零除以零，无法计算。",
    ),
    "methods.refusal.too_many": (
        "{method} compares every vendor with every other; it is offered up to {most} vendors.",
        "{method} 需两两比较供应商，最多支持 {most} 家。",
    ),
    "methods.refusal.no_solver": (
        "{method} needs the CBC solver, which does not run on this machine.",
        "{method} 需要 CBC 求解器，本机无法运行。",
    ),
    "methods.refusal.kernel": (
        "{method} gives no ranking but a kernel, the vendors that none outranks: {kernel}.",
        "{method} 不给出排名，只给出核（不被任何一家优于的供应商）：{kernel}。",
    ),
    # notebooks
    "methods.more_rows": ("and {count} more", "另有 {count} 家"),
}
