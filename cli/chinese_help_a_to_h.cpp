// Chinese texts of the commands analyse to heatmap: a line as in the command, below it its Chinese.
#include "chinese_help.hpp"

namespace libgrid::cli {

const std::string_view kChineseHelpAToH = R"(
Operation as JSON: {"op": "move_blocks", "blocks": [17], "to": 12}
  JSON 操作，如 {"op": "move_blocks", "blocks": [17], "to": 12}
libgrid: grid-based city management (网格化管理)
  libgrid：网格化城市管理
Print this help message and exit
  显示本说明并退出
Display program version information and exit
  显示程序版本并退出
Version of the plan (default: the newest)
  方案版本（默认：最新）
The plan in force at 2022-05-01 or 2022-05-01T12:00:00
  2022-05-01 或 2022-05-01T12:00:00 时有效的方案
Reports per street km: between and inside districts, main roads against others
  每公里道路的上报数：辖区之间与内部，主次干道与其他道路
Who reports: sources, visits, reporting rate; maps in three layers
  谁在上报：来源、到网格次数、上报率；三层地图
Table with case id and source, e.g. the report table
  含案件编号与来源的表，如上报表
Its column of sources (source)
  来源所在列（source）
Table source,class (patrol, public, leader, other)
  表 source,class（patrol 巡查、public 公众、leader 领导、other 其他）
Table zone,level,day,visits and perhaps hours
  表 zone,level,day,visits，可含工时
Layer of the zones of the visit table (default: the plan)
  到网格表所用网格的图层（默认：方案）
Metres within which a report is of the same thing (50)
  多少米之内的上报视为同一件事（50）
Days that an incident is watched at most (30)
  一件事最多观察的天数（30）
Days within which being reported counts (7)
  多少天之内有上报才算数（7）
Exact p of counts beside the normal one; realised discoveries
  除正态近似外另给计数的精确 p 值；实际发现数
Shuffled maps per category (20)
  每个类别的随机重排图数（20）
Of the shuffled maps (1)
  随机重排的种子（1）
Analyses: imbalance, bias, hotspots, emerging, scan, campaign, global, local, clusters
  分析：不平衡、上报偏差、热点、新兴热点、时空扫描、专项整治、全局自相关、局部热点、聚集
Zones or blocks: Gi, Gi*, local Moran and Geary, shrunk rates, every p by itself
  网格或街区：Gi、Gi*、局部莫兰指数、局部吉尔里指数、收缩率，各种 p 值分列
lowest (zones), a level of zones such as 1, or blocks (lowest)
  lowest（最低层级网格）、网格层级号如 1，或 blocks 街区（lowest）
queen: border or corner; rook: border; band, street: within the reach; nearest (queen)
  queen：共边界或共点；rook：共边界；band、street：在 reach 之内（直线、沿街）；nearest：最近的几个（queen）
Metres of band and street, between inner points (1000)
  band 与 street 的米数，按内部点之间计（1000）
How many neighbours, with nearest (6)
  nearest 时的邻居数（6）
CSV: zone code or block, then figures such as hours (street km)
  CSV：网格编码或街区号，其后为工时等数值列（默认：道路公里数）
Its column of exposure (the first)
  其中的暴露量列（第一列）
Shuffles for the permutation p (999)
  置换 p 值的随机重排次数（999）
Significance of hot and cold after adjustment (0.05)
  校正后热、冷的显著性水平（0.05）
Moran's I, Geary's C and join counts of the zones
  网格的 Moran's I、Geary's C 与连接计数
Permutations of the values over the zones (999)
  把数值在网格间重新分配的次数（999）
Clusters of reports (DBSCAN, ST-DBSCAN) and near repeats
  上报的聚集（DBSCAN、ST-DBSCAN）与近重复
Metres within which reports are near each other (50)
  多少米之内的上报算相邻（50）
Reports within the reach that make a core, itself one (10)
  构成核心所需的邻近上报数，含自身（10）
ST-DBSCAN: days within which they are near (3)
  ST-DBSCAN：多少天之内算相邻（3）
Edges of bands of metres, half-open (0,1,50,100,200)
  距离段的边界（米），左闭右开（0,1,50,100,200）
Edges of bands of days, half-open (0,1,7,14,28)
  时间段的边界（天），左闭右开（0,1,7,14,28）
Times that days are dealt out anew (99)
  重新分配日期的次数（99）
Only this category; may be given again (default: all)
  只看这个类别；可重复给出（默认：全部）
Emerging hot spots: zones by periods, 17 kinds of history
  新兴热点：网格乘时段，17 种演变
Days of a period (28)
  一个时段的天数（28）
Periods before that count as near (1)
  多少个以前的时段算邻近（1）
Compare zones within each period: takes out a season of the city
  在每期内部比较网格：去除全市共同的季节变化
Significance of hot and cold, after adjustment, and of the trend (0.05)
  校正后冷热点与趋势的显著水平（0.05）
Space-time scan: where and when reports exceed what is expected
  时空扫描：何时何地上报超出预期
permutation: by zone and day; poisson: by street km (permutation)
  permutation：按网格与日；poisson：按道路公里（permutation）
circle, street (balls along streets) or connected (circle)
  circle 圆、street 沿街或 connected 连通集（circle）
prospective: ends with the data; retrospective; spatial (prospective)
  prospective：到数据末日为止；retrospective；spatial（prospective）
Last days of the data to look at, 0: all (90)
  只看数据的最后若干天，0：全部（90）
Longest cluster in days (14)
  聚集最长天数（14）
Largest share of km or reports in a window (0.5)
  窗口最多占公里数或上报数的比例（0.5）
Largest radius in metres, 0: no limit; circle, street (3000)
  最大半径（米），0：不限；用于 circle、street（3000）
Connected sets: steps from neighbour to neighbour (3)
  连通集：由邻到邻的步数（3）
Simulations for p (999)
  求 p 值的模拟次数（999）
Seed of the simulations (1)
  模拟的种子（1）
Clusters to list (20)
  列出的聚集数（20）
What a campaign did against matched control zones, and whether it lasted
  专项整治相对匹配对照网格的效果，以及是否持久
CSV: zone, from, to, categories (several by ;)
  CSV：zone、from、to、categories（多个用 ; 分隔）
Treated zone, or one above; may be given again
  整治网格或其上级；可重复给出
First second: 2022-05-01 or 2022-05-01T00:00:00
  首秒：2022-05-01 或 2022-05-01T00:00:00
First second after it, or its day
  结束后的首秒或日期
Zones from a file (columns code, parent; default: the plan's)
  文件中的网格（列 code、parent；默认：方案的网格）
Days before, 0: as long as the campaign (0)
  之前的天数，0：与专项整治同长（0）
Days after, 0: as long as the campaign (0)
  之后的天数，0：与专项整治同长（0）
Control zones for each treated one (2)
  每个整治网格的对照网格数（2）
Match on reports per street kilometre (plan's zones)
  按每公里街道的上报数匹配（仅方案的网格）
Do not match on the share of cases that came back before
  不按此前的反弹比例匹配
Ratio of rates that the CUSUM is to find (1.5)
  CUSUM 要发现的比率之比（1.5）
Days to a false alarm of the charts (200)
  控制图误报的平均天数（200）
Permutations of treatment (999)
  整治分配的置换次数（999）
Seed (1)
  种子（1）
Check zones from a file: overlaps, gaps, slivers, T-junctions ... (exit code 1 if any; with --repair: if any is left)
  检查文件中的网格：重叠、缝隙、碎片、T 形接头等（有问题时退出码 1；用 --repair 时：仍有问题才为 1）
Zones (.gpkg, .geojson, .shp)
  网格（.gpkg、.geojson、.shp）
Column with the code
  代码所在列
Column with the code of the parent
  上级代码所在列
Zones of the level above, codes in a column of the same name
  上级网格，代码在同名列
Layer (default: named like the file)
  图层（默认：与文件同名）
EPSG code of the plane to measure in (default: UTM)
  测量所用平面的 EPSG 代码（默认：UTM）
Narrower gaps and overlaps are slivers and can be repaired, in m
  更窄的缝隙与重叠算碎片，可修复，单位米
Write a repaired copy here (GeoJSON)
  把修复后的副本写到这里（GeoJSON）
Write the findings here (GeoJSON lines)
  把问题写到这里（GeoJSON 线）
Write what the repair did here (GeoJSON lines)
  把修复所做的改动写到这里（GeoJSON 线）
Record a manual decision: reports of a category at a spot belong to a zone; without --at list them
  记录人工决定：某处某类上报归某网格；不给 --at 则列出
LON,LAT in degrees of WGS 84
  经度,纬度，WGS 84 度
Of the reports
  上报的类别
Code of the zone that answers
  负责网格的代码
Name of the decision (default: decision-1 ...)
  决定的编号（默认：decision-1 起）
Take the decision of this id back
  撤回此编号的决定
What differs between two plan versions
  两个方案版本有何不同
Plan version
  方案版本
Level of the zones (default: the lowest)
  网格层级（默认：最低）
Everything as JSON, unchanged zones too
  全部以 JSON 输出，未变的网格也在内
Check this installation and, if given, a workspace
  检查本机安装；给出工作区时也检查它
Folder of the city
  城市的工作区文件夹
Show what would follow; change nothing
  只显示后果，不作更改
Print the consequence as JSON
  以 JSON 输出后果
List the operations; those that were undone have a '-'
  列出操作；已撤销的前面有 '-'
Begin a draft with the content of a published version
  以某个已发布版本的内容开始草案
Redraw the draft: each operation shows its consequences
  重划草案：每个操作都显示后果
Move blocks to a zone
  把街区移到某网格
Block ids
  街区编号
Zone (code or id)
  网格（代码或编号）
Move zones below another one
  把网格移到另一上级之下
Zones (codes or ids)
  网格（代码或编号，可多个）
Zone of the level above
  上一级的网格
Split a zone, balanced or along a line
  拆分网格：均衡拆分或沿线拆分
parts or line
  份数或分割线
Number of balanced parts
  均衡拆成几份
Seed of the balanced parts
  均衡拆分的种子
x,y,x,y,... in metres of the workspace's frame, or in the frame of --crs
  x,y,x,y,... 工作区平面坐标（米），或 --crs 所指坐标系的坐标
GeoJSON file of one line
  只含一条线的 GeoJSON 文件
Frame of --line: EPSG:4326 (lon,lat,...), EPSG:4547, GCJ-02, BD-09
  --line 的坐标系：EPSG:4326（经度,纬度,…）、EPSG:4547、GCJ-02、BD-09
line or file
  线或文件
Lay the line on streets that run within so many metres of it
  把线吸附到多少米之内的道路上
Merge zones into one
  合并网格
Zone that stays
  保留的网格
Zones that go
  并入的网格
Split a block along a line
  沿线拆分街区
Block id
  一个街区编号
Let a post answer for a zone
  由某岗位负责某网格
Post id
  岗位编号
Give a zone another name
  给网格改名
Its name
  新名称
An operation written as JSON
  以 JSON 写出的一个操作
Undo the last operation
  撤销上一个操作
Redo what was undone last
  重做刚撤销的操作
Write the output files (GeoPackage, CSV, summary.json)
  写出输出文件（GeoPackage、CSV、summary.json）
Where to write
  写到哪里
Only the map and posts of this plan version
  只写此方案版本的地图与岗位
Only those of the plan in force then (YYYY-MM-DD[THH:MM:SS], local)
  只写当时有效方案的（YYYY-MM-DD[THH:MM:SS]，当地时间）
Only the map of the blocks and of the draft, before it is published
  只写街区与草案的地图，无须先发布
Open for longer: a chronic site; 3 times the limit (90)
  未办结超过多少天即为长期遗留；一般为时限的 3 倍（90）
Link rebounds to the cases they come from; curves by group
  把反弹案件与原案件相连；分组曲线
Metres within which a case comes back (50)
  多少米之内算反弹（50）
Days within which a case comes back (30)
  多少天之内算反弹（30）
Reported again within this: a suspect, no rebound (12)
  在此时间内再次上报：存疑，不算反弹（12）
street: along streets where a case is on one; plane (street)
  street：案件在街上时沿街量；plane：平面距离（street）
Places with a class (school ...), for curves by ring: CSV name, class, lon, lat or GeoJSON
  有类别的地点（学校等），用于分圈曲线：CSV name、class、lon、lat 或 GeoJSON
Heat map of reports or rebounds: GeoTIFF, hexagons, squares, streets, tiles
  上报或反弹的热力图：GeoTIFF、六边形、方格、沿街、瓦片
Only this category (default: all)
  只看这个类别（默认：全部）
Only cases that came back: forest in the plane, 50 m, 30 days
  只看反弹的案件：按平面距离关联，50 米、30 天
uniform, quadratic, quartic (exact) or gaussian (quartic)
  uniform、quadratic、quartic（精确）或 gaussian（quartic）
Narrower where points are dense
  点密处带宽更窄
Metres; sigma of the gaussian (300)
  米；高斯核为 sigma（300）
Side of a raster cell in metres (100)
  栅格边长，米（100）
Side of a hexagon in metres (200)
  六边形边长，米（200）
Side of a square in metres (250)
  方格边长，米（250）
Vector tiles of the zooms LEAST MOST, e.g. 10 14
  矢量瓦片的缩放级别：最小 最大，如 10 14
Also the density along streets
  另算沿街密度
At crossings: continuous or discontinuous (mass is kept), simple (shortest way) (continuous)
  路口处理：continuous 或 discontinuous（总量守恒），simple（最短路，不守恒）（continuous）
CSV case_id, resolution, for rebound.engineering_fixes of the city (default: what the import kept)
  CSV：case_id、resolution，供城市文件的 rebound.engineering_fixes 使用（默认：导入时保留的）
Table with case id and source (default: what the import kept)
  含案件编号与来源的表（默认：导入时保留的）
Vector and picture tiles of the zooms LEAST MOST, e.g. 10 14
  矢量与图片瓦片的缩放级别：最小 最大，如 10 14
)";

}  // namespace libgrid::cli
