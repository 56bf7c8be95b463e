"""Words that turn the meaning: what stands beside them must not be read."""

import pytest

from vendor_score.kinds.readings import parse_answer

TURNED = {
    "duration": [
        "我们做不到20秒", "20秒是不可能的", "20秒内无法响应", "cannot guarantee 20 s",
        "20 s is not guaranteed",
        "rarely under 20 s",
        "贵司要求20秒", "以前20秒", "同行20秒",
        "20秒除外", "第20秒", "低于行业平均(30秒)",
    ],
    "percent": [
        "not yet 95%", "95%没达到", "未达95%", "若低于95%赔偿5%", "95%以下赔付",
        "罚款5%", "95%, 4.8",
    ],
    "count": ["不是200人", "计划扩到300人", "200(计划300)", "200元", "200秒", "电话13800138000"],
    "yes_no": ["没有不可以", "不是没有", "有没有", "能不能", "yes?", "是,不转包", "yes and no"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in TURNED.items() for t in texts])
def test_a_turned_answer_is_not_read(kind, text):
    assert not parse_answer(text, kind).has_value


@pytest.mark.parametrize("text", ["都没有", "暂时没有", "全无", "尚无", "none so far", "None yet"])
def test_every_word_for_none_counts_none(text):
    reading = parse_answer(text, "count")
    assert (reading.low, reading.high) == (0, 0)
    assert not parse_answer(text, "duration").has_value
    assert parse_answer(text, "list").items == ()
